/** Narrowing of parsed JSON whose shape the caller sent. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A named value of an unknown object, or undefined. */
export const at = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)

/** A parameter of an OData action: Microsoft's documentation writes `schedules`, its generated clients send `Schedules`. */
export const parameter = (body: unknown, name: string): unknown => {
  const generated = name.charAt(0).toUpperCase() + name.slice(1)
  return isRecord(body) && generated in body ? body[generated] : at(body, name)
}

/** A named string of an unknown object, or undefined. */
export const textAt = (value: unknown, name: string): string | undefined => {
  const found = at(value, name)
  return typeof found === 'string' ? found : undefined
}

/** `undefined` when the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
