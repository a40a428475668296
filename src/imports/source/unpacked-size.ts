import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8

/**
 * Does a zip unpack to at most `limit` bytes? Unpacks it to find out, because the sizes that it declares may lie. `unreadable`
 * for whatever is no plain zip (spanned, encrypted, zip64): no spreadsheet of an allowed size is one.
 */
export const unpacksWithin = (bytes: Uint8Array, limit: number): 'yes' | 'no' | 'unreadable' => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    let left = limit
    for (const { method, content } of entriesOf(view, bytes)) {
      left -=
        method === STORED ? content.length : inflateRawSync(content, { maxOutputLength: Math.max(1, left) }).length
      if (left < 0) return 'no'
    }
    return 'yes'
  } catch (error) {
    return Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE' ? 'no' : 'unreadable'
  }
}

interface Entry {
  readonly method: number
  readonly content: Uint8Array
}

/**
 * The entries of the central directory, the very ones that JSZip will unpack: it reads on past the count that is declared, looks for a
 * second directory when a field is at its greatest (zip64), and shifts the first where the file is longer than it says. Throws where
 * the directory does not end where the file's end begins, or points outside the file.
 */
function* entriesOf(view: DataView, bytes: Uint8Array): Generator<Entry> {
  const end = endOf(view)
  const isZip64 = [4, 6, 8, 10].some((field) => view.getUint16(end + field, true) === 0xffff)
  let at = view.getUint32(end + 16, true)
  if (isZip64 || at + view.getUint32(end + 12, true) !== end) throw new RangeError('no plain directory')
  while (at < end) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError('no entry where the directory says')
    const method = view.getUint16(at + 10, true)
    if (method !== STORED && method !== DEFLATED) throw new RangeError('unknown compression')
    const local = view.getUint32(at + 42, true)
    const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    yield { method, content: bytes.subarray(start, start + view.getUint32(at + 20, true)) }
    at += ENTRY_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
}

const endOf = (view: DataView): number => {
  for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1) if (view.getUint32(at, true) === END) return at
  throw new RangeError('no directory')
}
