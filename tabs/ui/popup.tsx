import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** The rectangle a popup belongs to, in viewport pixels. */
export type Anchor = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

const GAP = 4
const MARGIN = 8

/** Below the anchor when there is room, above it otherwise; never outside the window. */
const place = (anchor: Anchor, width: number, height: number): CSSProperties => {
  const below = anchor.bottom + GAP
  const fits = below + height + MARGIN <= window.innerHeight || anchor.top - GAP - height < MARGIN
  return {
    left: Math.max(MARGIN, Math.min(anchor.left, window.innerWidth - width - MARGIN)),
    top: fits ? below : anchor.top - GAP - height,
    maxHeight: Math.max(120, fits ? window.innerHeight - below - MARGIN : anchor.top - GAP - MARGIN),
  }
}

/** A surface over the page beside what opened it; a click elsewhere or Escape closes it. */
export const Popup = ({
  anchor,
  onClose,
  children,
}: {
  anchor: Anchor
  /** `escape` gives the focus back, a click elsewhere leaves it there. */
  onClose: (how: 'escape' | 'outside') => void
  children: ReactNode
}) => {
  const box = useRef<HTMLDivElement>(null)
  const [style, setStyle] = useState<CSSProperties>({ opacity: 0, left: 0, top: 0 })
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    // The top layer: rows are moved by transforms and clip what they hold, a popup must escape both.
    element.popover = 'manual'
    element.showPopover()
    const size = element.getBoundingClientRect()
    setStyle(place(anchor, size.width, size.height))
  }, [anchor])
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close.current('outside')
    }
    window.addEventListener('pointerdown', outside, true)
    return () => window.removeEventListener('pointerdown', outside, true)
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape is caught here, whatever element inside has the focus
    <div
      ref={box}
      className="gv-popup"
      style={style}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose('escape')
      }}
    >
      {children}
    </div>
  )
}
