/** Evaluates the expressions of an Azure Resource Manager template, as far as ours go; an unknown function or name throws. */
export interface Template {
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly variables: Readonly<Record<string, unknown>>
  readonly resources: readonly Resource[]
  readonly outputs: Readonly<Record<string, { readonly type: string; readonly value: string }>>
}

interface Parameter {
  readonly type: string
  readonly defaultValue?: unknown
  readonly metadata?: { readonly description?: string }
}

export interface Resource {
  readonly type: string
  readonly apiVersion: string
  readonly name: string
  readonly scope?: string
  readonly dependsOn?: readonly string[]
  readonly properties?: unknown
}

export interface Evaluation {
  value(expression: unknown): unknown
  /** What was named so far. */
  readonly used: { readonly parameters: Set<string>; readonly variables: Set<string>; readonly ids: Set<string> }
}

type Call = (...args: unknown[]) => unknown

export const evaluation = (template: Template, given: Readonly<Record<string, unknown>>): Evaluation => {
  const used = { parameters: new Set<string>(), variables: new Set<string>(), ids: new Set<string>() }
  const known = (kind: 'parameters' | 'variables', name: unknown): string => {
    const text = String(name)
    if (!Object.hasOwn(template[kind], text)) throw new Error(`${kind}('${text}') is not declared`)
    used[kind].add(text)
    return text
  }
  const idOf = (type: unknown, ...names: unknown[]): string => {
    const id = `${type}/${names.join('/')}`
    used.ids.add(id)
    return id
  }
  const functions: Readonly<Record<string, Call>> = {
    parameters: (name) => {
      const key = known('parameters', name)
      return Object.hasOwn(given, key) ? given[key] : value(template.parameters[key]?.defaultValue)
    },
    variables: (name) => value(template.variables[known('variables', name)]),
    concat: (...parts) => parts.join(''),
    resourceId: idOf,
    subscriptionResourceId: (type, ...names) => `${type}/${names.join('/')}`,
    reference: (id) => ({
      fullyQualifiedDomainName: `${id}.host`,
      defaultHostName: 'gouvernail.azurewebsites.net',
      ConnectionString: `of ${id}`,
      identity: { principalId: `principal of ${id}` },
    }),
    resourceGroup: () => ({ id: 'group', location: 'westeurope' }),
    subscription: () => ({ tenantId: '11111111-1111-4111-8111-111111111111' }),
    uniqueString: (seed) => `unique-${seed}`,
    guid: (...seeds) => `guid of ${seeds.join()}`,
    take: (text, count) => String(text).slice(0, Number(count)),
    uriComponent: (text) => encodeURIComponent(String(text)),
    string: String,
    div: (a, b) => Math.floor(Number(a) / Number(b)),
    empty: (text) => text === '',
    not: (flag) => !flag,
  }
  const value = (expression: unknown): unknown => {
    if (typeof expression !== 'string' || !/^\[[^[].*\]$/.test(expression)) return expression
    const source = expression.slice(1, -1)
    const { result, rest } = term(source, functions)
    if (rest.trim() !== '') throw new Error(`Not read to its end: ${expression}`)
    return result
  }
  return { value, used }
}

interface Read {
  readonly result: unknown
  readonly rest: string
}

/** A string, a number, or a call with its properties. */
const term = (source: string, functions: Readonly<Record<string, Call>>): Read => {
  const text = source.trimStart()
  const string = /^'((?:[^']|'')*)'/.exec(text)
  if (string) return { result: string[1]?.replaceAll("''", "'"), rest: text.slice(string[0].length) }
  const number = /^\d+/.exec(text)
  if (number) return { result: Number(number[0]), rest: text.slice(number[0].length) }
  const name = /^(\w+)\(/.exec(text)
  const call = functions[name?.[1] ?? '']
  if (!name || !call) throw new Error(`Not understood: ${text.slice(0, 60)}`)
  const args: unknown[] = []
  let rest = text.slice(name[0].length).trimStart()
  while (!rest.startsWith(')')) {
    const one = term(rest, functions)
    args.push(one.result)
    rest = one.rest.trimStart().replace(/^,/, '').trimStart()
  }
  return properties({ result: call(...args), rest: rest.slice(1) })
}

const properties = ({ result, rest }: Read): Read => {
  const property = /^\.(\w+)/.exec(rest)
  if (!property) return { result, rest }
  const inner: unknown = Reflect.get(Object(result), property[1] ?? '')
  if (inner === undefined) throw new Error(`No property ${property[1]}`)
  return properties({ result: inner, rest: rest.slice(property[0].length) })
}
