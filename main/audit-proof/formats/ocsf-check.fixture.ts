/** Holds an event against the schema of its class, and says in words what does not fit. */
import { CLASSES, OBJECTS, type OcsfObject } from './ocsf-schema.fixture.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const OTHER = 99;

const typeFaults = (value: unknown, type: string, path: string): readonly string[] => {
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, index) => typeFaults(item, type.slice(0, -2), `${path}[${String(index)}]`));
  }
  const object = OBJECTS[type];
  if (object !== undefined) return objectFaults(value, object, path);
  const fits =
    type === 'json'
      ? isObject(value)
      : type === 'integer' || type === 'timestamp'
        ? Number.isSafeInteger(value)
        : typeof value === type;
  return fits ? [] : [`${path} is no ${type}`];
};

const enumFaults = (value: Json, { enums = {}, siblings = {} }: OcsfObject, path: string): readonly string[] =>
  Object.entries(enums).flatMap(([name, captions]) => {
    const number = value[name];
    if (typeof number !== 'number') return [];
    const caption = captions[number];
    if (caption === undefined) return [`${path}.${name} has no ${String(number)}`];
    const sibling = value[siblings[name] ?? ''];
    return number === OTHER || sibling === undefined || sibling === caption
      ? []
      : [`${path}.${siblings[name] ?? ''} is not ${caption}`];
  });

function objectFaults(value: unknown, object: OcsfObject, path: string): readonly string[] {
  if (!isObject(value)) return [`${path} is no object`];
  const { attributes, atLeastOne = [] } = object;
  const required = Object.keys(attributes).filter((name) => attributes[name]?.endsWith('!') === true);
  return [
    ...required.filter((name) => value[name] === undefined).map((name) => `${path}.${name} is missing`),
    ...(atLeastOne.length === 0 || atLeastOne.some((name) => value[name] !== undefined)
      ? []
      : [`${path} has none of ${atLeastOne.join(', ')}`]),
    ...Object.entries(value).flatMap(([name, member]) => {
      const type = attributes[name];
      return type === undefined
        ? [`${path}.${name} is unknown`]
        : typeFaults(member, type.replace('!', ''), `${path}.${name}`);
    }),
    ...enumFaults(value, object, path),
  ];
}

/** Empty for an event that is as OCSF has it. */
export const ocsfFaults = (event: unknown): readonly string[] => {
  if (!isObject(event)) return ['it is no object'];
  const schema = CLASSES[Number(event.class_uid)];
  if (schema === undefined) return [`there is no class ${String(event.class_uid)}`];
  const expected: Json = {
    class_name: schema.name,
    category_uid: schema.categoryUid,
    category_name: schema.categoryName,
    type_uid: Number(event.class_uid) * 100 + Number(event.activity_id),
    type_name: `${schema.name}: ${String(event.activity_name)}`,
  };
  return [
    ...objectFaults(event, schema, 'event'),
    ...Object.entries(expected)
      .filter(([name, value]) => event[name] !== value)
      .map(([name, value]) => `event.${name} is not ${String(value)}`),
    ...(event.activity_id === OTHER && typeof event.activity_name !== 'string'
      ? ['event.activity_name is missing']
      : []),
  ];
};
