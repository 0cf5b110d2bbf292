/** Reads the JSON Schema of a payload: an object with args and kwargs. */

/** The largest number of positional arguments that get a field of their own. */
const MOST = 50;

/**
 * Returns a field for each described argument: `label`, `schema`, `isRequired`, and `index` (of args) or `name` (of
 * kwargs).
 */
export function fields(schema) {
  const { args = {}, kwargs = {} } = schema?.properties ?? {};
  const positional = (args.prefixItems ?? []).slice(0, MOST).map((type, index) => ({
    label: `args[${index}]`,
    schema: type,
    index,
    isRequired: index < (args.minItems ?? 0),
  }));
  const named = Object.entries(kwargs.properties ?? {}).map(([name, type]) => ({
    label: name,
    schema: type,
    name,
    isRequired: (kwargs.required ?? []).includes(name),
  }));
  return [...positional, ...named];
}

/** Returns the name of a type for people. */
export function typeName(schema) {
  if (typeof schema !== "object" || schema === null) {
    return "any value";
  }
  if (schema.$ref) {
    return String(schema.$ref).replace(/^.*\//, "");
  }
  if (schema.enum) {
    return schema.enum.map((choice) => JSON.stringify(choice)).join(" or ");
  }
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) {
    return parts.map(typeName).join(" or ");
  }
  const types = [schema.type ?? "any value"].flat();
  return types.map((type) => (type === "array" && schema.items ? `list of ${typeName(schema.items)}` : type)).join(" or ");
}

/** Returns string, integer, number or boolean if this is the only type of a schema; otherwise null. */
export function scalar(schema) {
  const types = [schema?.type ?? []].flat();
  return types.length === 1 && ["string", "integer", "number", "boolean"].includes(types[0]) ? types[0] : null;
}
