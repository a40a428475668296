import type { ReactNode } from 'react'

/** An icon drawn here because Fluent has none: same box and colour rules as its icons, hidden from screen readers. */
export const DrawnIcon = ({ size, className, children }: { size: number; className?: string; children: ReactNode }) => (
  <svg
    width={size}
    height={size}
    viewBox={`0 0 ${size} ${size}`}
    className={className}
    fill="currentColor"
    aria-hidden="true"
    focusable="false"
  >
    {children}
  </svg>
)
