/** The fields of one object within the policy: of a section, or of an entry of a list. */
import { isSection } from './draft.ts';
import type { Fault } from './field-faults.ts';
import type { SchemaNode } from './schema-node.ts';
import { useFieldTexts } from './use-field-texts.ts';
import { LeafEditor } from './leaf-editor.tsx';

interface Props {
  readonly path: string;
  readonly section: SchemaNode;
  readonly value: unknown;
  readonly faults: readonly Fault[];
  readonly onChange: (value: unknown) => void;
}

/** As texts and schema name it: entries have the same names in every place. */
const namedPath = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '');

export const MembersEditor = ({ path, section, value, faults, onChange }: Props) => {
  const texts = useFieldTexts();
  const values = isSection(value) ? value : {};
  return Object.entries(section.properties ?? {}).map(([name, node]) => {
    const member = `${path}.${name}`;
    const named = namedPath(member);
    return (
      <LeafEditor
        key={name}
        path={member}
        label={texts.label(named)}
        description={texts.description(named, node.description)}
        node={node}
        value={values[name] ?? node.default}
        faults={faults}
        onChange={(next) => {
          onChange({ ...values, [name]: next });
        }}
      />
    );
  });
};
