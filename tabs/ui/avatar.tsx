/** Initials in a neutral disc: colour means health, so people never get one. */
export const Avatar = ({ name }: { name: string }) => (
  <span className="gv-avatar" aria-hidden="true">
    {initialsOf(name)}
  </span>
)

export const initialsOf = (name: string): string => {
  const words = name.split(/[\s-]+/).filter((word) => word !== '')
  const last = words.length > 1 ? words[words.length - 1] : ''
  return `${words[0]?.[0] ?? ''}${last?.[0] ?? ''}`.toUpperCase()
}
