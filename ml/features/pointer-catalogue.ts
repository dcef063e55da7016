/** Every pointer feature, in the order in which a pointer window's vector holds it. */
import { section, type SampledFeature } from './feature.ts';
import type { WindowMeasure } from './pointer-measures.ts';

/** Actions that a typical value and a spread need. */
const FEW = 3;
const SOME = 4;

export const POINTER_FEATURES: readonly SampledFeature<WindowMeasure>[] = [
  ...section('path', 'log px', [['path length', 'path', 'centre', FEW, 'How far you usually move the pointer.']]),
  ...section('path', 'share', [
    ['efficiency', 'efficiency', 'centre', FEW, 'How direct your way to the target is.'],
    ['efficiency spread', 'efficiency', 'spread', SOME, 'How much the directness of your way varies.'],
  ]),
  ...section('speed', 'log ms', [
    ['duration', 'duration', 'centre', FEW, 'How long a movement takes.'],
    ['rise time', 'riseTime', 'centre', FEW, 'How long you speed up.'],
    ['fall time', 'fallTime', 'centre', FEW, 'How long you slow down.'],
  ]),
  ...section('speed', 'log ratio', [
    ['duration spread', 'duration', 'spread', SOME, 'How much the time of a movement varies.'],
    ['peak to mean speed', 'peakToMean', 'centre', FEW, 'How far your top speed stands out.'],
    ['rise time spread', 'riseTime', 'spread', SOME, 'How much the time you speed up varies.'],
  ]),
  ...section('speed', 'log px/s', [
    ['mean speed', 'meanSpeed', 'centre', FEW, 'How fast you move on average.'],
    ['peak speed', 'peakSpeed', 'centre', FEW, 'How fast you move at most.'],
  ]),
  ...section('speed', 'log 1/s', [
    ['peak speed for length', 'relativePeak', 'centre', FEW, 'Your top speed for the way to go.'],
  ]),
  ...section('speed', 'share', [
    ['time to peak', 'timeToPeak', 'centre', FEW, 'When in a movement you are fastest.'],
    ['time to peak spread', 'timeToPeak', 'spread', SOME, 'How much the moment of top speed varies.'],
    ['onset', 'onset', 'centre', FEW, 'How gently you start to move.'],
    ['onset spread', 'onset', 'spread', SOME, 'How much the way you start varies.'],
  ]),
  ...section('acceleration', 'log px/s²', [
    ['acceleration', 'acceleration', 'centre', FEW, 'How hard you speed up.'],
    ['deceleration', 'deceleration', 'centre', FEW, 'How hard you slow down.'],
  ]),
  ...section('acceleration', 'log 1/s²', [
    ['peak acceleration for length', 'peakAcceleration', 'centre', FEW, 'Your hardest push for the way to go.'],
  ]),
  ...section('acceleration', 'log ratio', [['jerk', 'jerk', 'centre', FEW, 'How smooth your movements are.']]),
  ...section('acceleration', 'log count', [
    ['submovements', 'submovements', 'centre', FEW, 'In how many pushes you reach a target.'],
  ]),
  ...section('direction', 'log rad', [['turning', 'turning', 'centre', FEW, 'How much your way bends in all.']]),
  ...section('direction', 'rad', [
    ['net turning spread', 'netTurning', 'spread', SOME, 'How much your way bends to one side.'],
    ['launch angle', 'launch', 'centre', FEW, 'How far off the target you set out.'],
    ['launch angle spread', 'launch', 'spread', SOME, 'How much the angle you set out at varies.'],
  ]),
  ...section('direction', 'log rad/100 px', [['curvature', 'curvature', 'centre', FEW, 'How tightly your way bends.']]),
  ...section('direction', 'log count', [
    ['sharp turns', 'sharpTurns', 'centre', FEW, 'How often you change direction.'],
  ]),
  ...section('aim', 'log ratio', [
    ['deviation', 'deviation', 'centre', FEW, 'How far you stray from the straight line.'],
    ['deviation spread', 'deviation', 'spread', SOME, 'How much your straying varies.'],
    ['overshoot', 'overshoot', 'centre', FEW, 'How far you shoot past a target.'],
  ]),
  ...section('aim', 'share', [['backtrack', 'backtrack', 'centre', FEW, 'How much of your way leads back.']]),
  ...section('aim', 'log ms', [
    ['approach time', 'approach', 'centre', FEW, 'How long the last bit to the target takes.'],
  ]),
  ...section('pauses', 'share', [['stillness', 'stillness', 'centre', FEW, 'How much you halt on the way.']]),
  ...section('pauses', 'log ms', [
    ['pause before', 'pauseBefore', 'centre', FEW, 'How long you wait before you move on.'],
  ]),
  ...section('pauses', 'log ratio', [
    ['pause before spread', 'pauseBefore', 'spread', SOME, 'How much the wait before a movement varies.'],
  ]),
  ...section('clicks', 'log ms', [
    ['click gap', 'clickGap', 'centre', FEW, 'How long after arriving you click.'],
    ['click hold', 'clickHold', 'centre', FEW, 'How long you hold a button in a click.'],
    ['double-click gap', 'doubleClickGap', 'centre', 1, 'How quickly you click twice.'],
  ]),
  ...section('clicks', 'log ratio', [
    ['click gap spread', 'clickGap', 'spread', SOME, 'How much the wait before a click varies.'],
    ['click hold spread', 'clickHold', 'spread', SOME, 'How much the hold of a click varies.'],
  ]),
  ...section('drag', 'share', [['drags', 'drag', 'mean', FEW, 'How often you move with a button held.']]),
  ...section('drag', 'log px/s', [['drag speed', 'dragSpeed', 'centre', 1, 'How fast you drag.']]),
  ...section('wheel', 'share', [['wheel bursts', 'wheel', 'mean', FEW, 'How often you turn the wheel.']]),
  ...section('wheel', 'log count', [
    ['wheel burst length', 'wheelLength', 'centre', 1, 'How many steps you turn it at once.'],
  ]),
  ...section('wheel', 'log ms', [
    ['wheel interval', 'wheelInterval', 'centre', 1, 'How quickly the steps follow each other.'],
  ]),
];
