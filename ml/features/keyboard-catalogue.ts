/** Every keyboard feature, in the order in which a keyboard window's vector holds it. */
import { placesOf, section, type SampledFeature } from './feature.ts';

/**
 * What is measured over a keyboard window. `flight*` is the four times of a digraph: press to press, release to press,
 * press to release and release to release. "Text" keys are letters, digits, punctuation, space and enter.
 */
export const KEYBOARD_SAMPLES = [
  'dwell',
  'dwellLeft',
  'dwellRight',
  'dwellLittle',
  'dwellRing',
  'dwellMiddle',
  'dwellIndex',
  'dwellSpace',
  'dwellCorrection',
  'dwellModifier',
  'dwellChange',
  'flightPressPress',
  'flightReleasePress',
  'flightPressRelease',
  'flightReleaseRelease',
  'pressPressSameHand',
  'pressPressAlternate',
  'pressPressSameFinger',
  'pressPressLeft',
  'pressPressRight',
  'pressPressIntoSpace',
  'pressPressFromSpace',
  'pressPressRepeated',
  'releasePressSameHand',
  'releasePressAlternate',
  'releasePressSameFinger',
  'releasePressIntoSpace',
  'releasePressFromSpace',
  'releasePressRepeated',
  'rollover',
  'rolloverSameHand',
  'rolloverAlternate',
  'rolloverIntoSpace',
  'overlap',
  'pressPressChange',
  'pressPressLag',
  'dwellLag',
  'dwellFlight',
  'pause',
  'pauseLength',
  'correction',
  'pressPressIntoCorrection',
  'pressPressFromCorrection',
  'burstLength',
  'burstPace',
  'modifier',
  'modifierLead',
  'modifierTrail',
  'speed',
] as const;
export type KeyboardSample = (typeof KEYBOARD_SAMPLES)[number];

/** Place of each sample among {@link KEYBOARD_SAMPLES}. */
export const KEYBOARD_SAMPLE = placesOf(KEYBOARD_SAMPLES);

/** Values that a class of keys or digraphs needs before it counts, and that a share needs. */
const FEW = 3;
const SOME = 5;
const MANY = 10;

export const KEYBOARD_FEATURES: readonly SampledFeature<KeyboardSample>[] = [
  ...section('dwell', 'log ms', [
    ['dwell', 'dwell', 'centre', SOME, 'How long you usually hold a key down.'],
    ['dwell lower quartile', 'dwell', 'lower', SOME, 'How long you hold your quickest keys.'],
    ['dwell upper quartile', 'dwell', 'upper', SOME, 'How long you hold your slowest keys.'],
    ['dwell left hand', 'dwellLeft', 'centre', FEW, 'How long your left hand holds keys.'],
    ['dwell right hand', 'dwellRight', 'centre', FEW, 'How long your right hand holds keys.'],
    ['dwell little finger', 'dwellLittle', 'centre', FEW, 'Hold time of little-finger keys.'],
    ['dwell ring finger', 'dwellRing', 'centre', FEW, 'Hold time of ring-finger keys.'],
    ['dwell middle finger', 'dwellMiddle', 'centre', FEW, 'Hold time of middle-finger keys.'],
    ['dwell index finger', 'dwellIndex', 'centre', FEW, 'Hold time of index-finger keys.'],
    ['dwell space', 'dwellSpace', 'centre', FEW, 'How long you hold the space bar.'],
  ]),
  ...section('dwell', 'log ratio', [
    ['dwell spread', 'dwell', 'spread', SOME, 'How much the time you hold keys varies.'],
  ]),
  ...section('flight', 'log ms', [
    ['press-press', 'flightPressPress', 'centre', SOME, 'Time from one press to the next.'],
    ['press-press lower quartile', 'flightPressPress', 'lower', SOME, 'The quickest of these times.'],
    ['press-press upper quartile', 'flightPressPress', 'upper', SOME, 'The slowest of these times.'],
    ['press-release', 'flightPressRelease', 'centre', SOME, "Time from a press to the next key's release."],
  ]),
  ...section('flight', 'log ratio', [
    ['press-press spread', 'flightPressPress', 'spread', SOME, 'How even your typing is, press to press.'],
    [
      'press-release spread',
      'flightPressRelease',
      'spread',
      SOME,
      "How much the time to the next key's release varies.",
    ],
  ]),
  ...section('flight', 'asinh ms', [
    ['release-press', 'flightReleasePress', 'centre', SOME, 'Time from letting a key go to pressing the next.'],
    ['release-press lower quartile', 'flightReleasePress', 'lower', SOME, 'The quickest of these times.'],
    ['release-press upper quartile', 'flightReleasePress', 'upper', SOME, 'The slowest of these times.'],
    ['release-release', 'flightReleaseRelease', 'centre', SOME, 'Time from one release to the next.'],
  ]),
  ...section('flight', 'asinh ratio', [
    ['release-press spread', 'flightReleasePress', 'spread', SOME, 'How even the times from release to press are.'],
    ['release-release spread', 'flightReleaseRelease', 'spread', SOME, 'How much the time between releases varies.'],
  ]),
  ...section('digraph', 'log ms', [
    ['press-press same hand', 'pressPressSameHand', 'centre', FEW, 'Press to press within one hand.'],
    ['press-press alternate hands', 'pressPressAlternate', 'centre', FEW, 'Press to press from hand to hand.'],
    ['press-press same finger', 'pressPressSameFinger', 'centre', FEW, 'Press to press with one finger.'],
    ['press-press left hand', 'pressPressLeft', 'centre', FEW, 'Press to press within your left hand.'],
    ['press-press right hand', 'pressPressRight', 'centre', FEW, 'Press to press within your right hand.'],
    ['press-press into space', 'pressPressIntoSpace', 'centre', FEW, "Time from a word's last key to the space bar."],
    ['press-press from space', 'pressPressFromSpace', 'centre', FEW, "Time from the space bar to a word's first key."],
    ['press-press repeated key', 'pressPressRepeated', 'centre', FEW, 'Time between two presses of one key.'],
  ]),
  ...section('digraph', 'asinh ms', [
    ['release-press same hand', 'releasePressSameHand', 'centre', FEW, 'Release to press within one hand.'],
    ['release-press alternate hands', 'releasePressAlternate', 'centre', FEW, 'Release to press from hand to hand.'],
    ['release-press same finger', 'releasePressSameFinger', 'centre', FEW, 'Release to press with one finger.'],
    ['release-press into space', 'releasePressIntoSpace', 'centre', FEW, 'Release to press at the end of a word.'],
    ['release-press from space', 'releasePressFromSpace', 'centre', FEW, 'Release to press at the start of a word.'],
    ['release-press repeated key', 'releasePressRepeated', 'centre', FEW, 'Release to press of one key.'],
  ]),
  ...section('rollover', 'share', [
    ['rollover', 'rollover', 'mean', SOME, 'How often you press a key before letting the last go.'],
    ['rollover same hand', 'rolloverSameHand', 'mean', FEW, 'How often keys of one hand overlap.'],
    ['rollover alternate hands', 'rolloverAlternate', 'mean', FEW, 'How often keys of different hands overlap.'],
    ['rollover into space', 'rolloverIntoSpace', 'mean', FEW, 'How often the space bar overlaps the key before.'],
  ]),
  ...section('rollover', 'log ms', [
    ['rollover overlap', 'overlap', 'centre', FEW, 'How long two keys are down together.'],
  ]),
  ...section('rhythm', 'log ratio', [
    ['press-press change', 'pressPressChange', 'centre', SOME, 'How much your pace changes from key to key.'],
    ['dwell change', 'dwellChange', 'centre', SOME, 'How much hold time changes from key to key.'],
  ]),
  ...section('rhythm', 'correlation', [
    ['press-press autocorrelation', 'pressPressLag', 'mean', 1, 'Whether slow key changes follow slow ones.'],
    ['dwell autocorrelation', 'dwellLag', 'mean', 1, 'Whether long holds follow long holds.'],
    ['dwell and flight', 'dwellFlight', 'mean', 1, 'Whether you hold keys longer when you type slowly.'],
  ]),
  ...section('rhythm', 'share', [['pauses', 'pause', 'mean', MANY, 'How often you pause while typing.']]),
  ...section('rhythm', 'log ms', [['pause length', 'pauseLength', 'centre', FEW, 'How long such pauses last.']]),
  ...section('corrections', 'share', [
    ['corrections', 'correction', 'mean', MANY, 'How often you use backspace or delete.'],
  ]),
  ...section('corrections', 'log ms', [
    ['dwell correction', 'dwellCorrection', 'centre', 1, 'How long you hold backspace or delete.'],
    ['press-press into correction', 'pressPressIntoCorrection', 'centre', 1, 'How quickly you turn to correcting.'],
    ['press-press from correction', 'pressPressFromCorrection', 'centre', 1, 'How quickly you go on after correcting.'],
  ]),
  ...section('bursts', 'log count', [
    ['burst length', 'burstLength', 'mean', 1, 'How many keys you type without a pause.'],
  ]),
  ...section('bursts', 'log ms', [
    ['burst pace', 'burstPace', 'mean', 1, 'Time from press to press within such a run.'],
  ]),
  ...section('modifiers', 'share', [
    ['modifiers', 'modifier', 'mean', MANY, 'How often you use shift, control and the like.'],
  ]),
  ...section('modifiers', 'log ms', [
    ['dwell modifier', 'dwellModifier', 'centre', 1, 'How long you hold them.'],
    ['modifier lead', 'modifierLead', 'centre', 1, 'How long before the next key you press them.'],
  ]),
  ...section('modifiers', 'asinh ms', [
    ['modifier trail', 'modifierTrail', 'centre', 1, 'How long after the next key you let them go.'],
  ]),
  ...section('speed', 'log keys/min', [['typing speed', 'speed', 'mean', 1, 'How fast you type, pauses left out.']]),
];
