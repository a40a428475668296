import { invalidRequest } from '../exchange'

const FORBIDDEN = /["*:<>?/\\|]/
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|desktop\.ini|\.lock)$|_vti_/i
const LONGEST_PATH = 400

/** Refuses what OneDrive and SharePoint refuse as a file or folder name (GRAPH-FACTS 7.1). */
export const checkName = (name: string): string => {
  if (name === '' || FORBIDDEN.test(name) || name !== name.trim() || RESERVED.test(name) || name.startsWith('~$')) {
    throw invalidRequest('The provided name cannot contain the characters " * : < > ? / \\ | and cannot be reserved.')
  }
  return name
}

/** The parts of a path below the library's root, each checked. */
export const splitPath = (path: string): readonly string[] => {
  if (path.length > LONGEST_PATH) throw invalidRequest(`The path is longer than ${LONGEST_PATH} characters.`)
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(checkName)
}

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** SharePoint goes by the extension, not by what the uploader says. */
export const typeOf = (name: string): string =>
  TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'

/** `pack.pptx` → `pack 1.pptx`, `pack 2.pptx`, … until the name is free. */
export const freeName = (name: string, taken: (name: string) => boolean): string => {
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let number = 1; ; number += 1) {
    const candidate = `${stem} ${number}${extension}`
    if (!taken(candidate)) return candidate
  }
}
