/** Edits a value of the policy: alone, as a section that may be there or not, or as a list of entries. */
import type { EditorProps } from './editor-props.ts';
import { LeafEditor } from './leaf-editor.tsx';
import { ListEditor } from './list-editor.tsx';
import { shapeOf } from './schema-node.ts';
import { SectionEditor } from './section-editor.tsx';

export const ValueEditor = (props: EditorProps) => {
  const shape = shapeOf(props.node);
  if (shape.kind === 'list') return <ListEditor {...props} item={shape.item} />;
  if (shape.kind === 'section') return <SectionEditor {...props} section={shape.section} />;
  return <LeafEditor {...props} />;
};
