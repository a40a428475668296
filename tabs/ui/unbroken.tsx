import { Fragment } from 'react'

/** A number of a project, a decision or an action, such as P-008 or D-2026-014. */
const NUMBER = /((?<![\p{L}\d-])\p{Lu}[\p{Lu}\d]*(?:-[\p{Lu}\d]+)*-\d+)/u

/** Words in which no number is cut at its hyphens at the end of a line. */
export const Unbroken = ({ text }: { text: string }) =>
  text.split(NUMBER).map((part, index) =>
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
