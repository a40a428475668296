/** The mark of Gouvernail: a ship's wheel, as on the app's icon. */
const Helm = ({ size }: { size: number }) => (
  <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
    <path d="M10 1.5v17M1.5 10h17M4 4l12 12M16 4 4 16" strokeWidth="1.5" strokeLinecap="round" />
    <circle cx="10" cy="10" r="5" strokeWidth="1.75" />
    <circle cx="10" cy="10" r="2" fill="currentColor" stroke="none" />
  </svg>
)

export const HelmIcon = Helm

/** The wheel on the brand's square, as Teams draws an app. */
export const HelmMark = ({ size }: { size: number }) => (
  <span className="lc-mark" style={{ width: size, height: size }}>
    <Helm size={Math.round(size * 0.62)} />
  </span>
)
