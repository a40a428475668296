const THOUSANDS = /^[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d{1,2})?|(?:,\d{3})+(?:\.\d{1,2})?)$/

/**
 * A typed amount in euros, as Belgians and the British write it: `1 250 000 €`, `1.250.000,50`, `1,250,000`, `12,5`. Null when it
 * cannot be read. A mark before exactly three digits separates thousands: nobody types tenths of a cent.
 */
export const parseAmount = (typed: string): number | null => {
  const text = typed.replace(/[\s€'’]/g, '')
  const decimal = /[.,]\d{1,2}$/.exec(text)?.[0] ?? ''
  const plain = THOUSANDS.test(text) ? text.slice(0, text.length - decimal.length).replace(/[.,]/g, '') + decimal : text
  return /^\d+([.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(',', '.')) : null
}
