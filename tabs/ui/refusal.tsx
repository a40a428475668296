/** Why something was not done, read out at once; nothing while there is nothing to say. */
export const Refusal = ({ text }: { text: string | null }) =>
  text === null || text === '' ? null : (
    <p role="alert" className="gv-refusal">
      {text}
    </p>
  )
