/**
 * How Teams draws Adaptive Cards. Colours are Fluent variables rather than values, so that a card follows the theme without
 * being drawn again: the renderer hands unknown colour syntax to the browser as it is.
 */
const colour = (normal: string, subtle = normal) => ({
  default: `var(--${normal})`,
  subtle: `var(--${subtle})`,
  highlightColors: { default: 'var(--colorNeutralBackground4)', subtle: 'var(--colorNeutralBackground4)' },
})

const foregroundColors = {
  default: colour('colorNeutralForeground1', 'colorNeutralForeground3'),
  dark: colour('colorNeutralForeground1', 'colorNeutralForeground3'),
  light: colour('colorNeutralForegroundInverted'),
  accent: colour('colorBrandForeground2'),
  good: colour('colorStatusSuccessForeground1'),
  warning: colour('colorStatusWarningForeground1'),
  attention: colour('colorPaletteRedForeground1'),
}

const surface = (background: string, border: string) => ({
  backgroundColor: `var(--${background})`,
  borderColor: `var(--${border})`,
  foregroundColors,
})

export const cardHostConfig = {
  supportsInteractivity: true,
  fontFamily: 'var(--fontFamilyBase)',
  fontTypes: {
    default: { fontFamily: 'var(--fontFamilyBase)' },
    monospace: { fontFamily: 'var(--fontFamilyMonospace)' },
  },
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--colorNeutralStroke2)' },
  containerStyles: {
    default: surface('colorNeutralBackground1', 'colorNeutralStroke2'),
    emphasis: surface('colorNeutralBackground3', 'colorNeutralStroke2'),
    accent: surface('colorBrandBackground2', 'colorBrandStroke2'),
    good: surface('colorStatusSuccessBackground1', 'colorStatusSuccessBorder1'),
    warning: surface('colorStatusWarningBackground1', 'colorStatusWarningBorder1'),
    attention: surface('colorStatusDangerBackground1', 'colorStatusDangerBorder1'),
  },
  actions: {
    maxActions: 6,
    buttonSpacing: 8,
    spacing: 'default',
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { size: 'small', color: 'default', isSubtle: true, weight: 'default', warp: true, maxWidth: 160 },
    value: { size: 'default', color: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 12,
  },
  textStyles: {
    heading: { fontType: 'default', size: 'medium', weight: 'bolder', color: 'default', isSubtle: false },
    columnHeader: { fontType: 'default', size: 'default', weight: 'bolder', color: 'default', isSubtle: false },
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { size: 'small', weight: 'default', suffix: '\u00a0*', suffixColor: 'attention' },
      optionalInputs: { size: 'small', weight: 'default' },
    },
    errorMessage: { size: 'small', weight: 'default', color: 'attention', spacing: 'small' },
  },
  textBlock: { headingLevel: 3 },
}
