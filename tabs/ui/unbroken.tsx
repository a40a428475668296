import { Fragment } from 'react'

/** A number of a project, a decision or an action, such as P-008 or D-2026-014. */
const NUMBER = /((?<![\p{L}\d-])\p{Lu}[\p{Lu}\d]*(?:-[\p{Lu}\d]+)*-\d+)/u

/** The spaces that French keeps together, which people type as plain ones: before « ? » and its kind, inside and after figures. */
const KEPT = / (?=[:;?!»€%])|(?<=[«°]) |(?<=\d) (?=\d{3}(?!\d))/g

/** Words as people typed them, in which no line begins with a question mark and no number is cut. */
export const Unbroken = ({ text }: { text: string }) =>
  text
    .replaceAll(KEPT, '\u00a0')
    .split(NUMBER)
    .map((part, index) =>
      // Every second part is a number.
      index % 2 === 1 ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
        <span key={index} className="gv-number">
          {part}
        </span>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
        <Fragment key={index}>{part}</Fragment>
      ),
    )
