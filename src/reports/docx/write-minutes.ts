import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import type { MinutedDecision, MinutedItem, MinutesContent } from '../../committees/minutes/minutes-content'
import { rewriteOfficeFile, withDates } from '../office-file'
import { color } from '../pptx/deck'
import { facts, line, page, quiet, styles, table } from './house-style'

const languages = { fr: 'fr-BE', en: 'en-GB' } as const
const INDENT = 284

/** The minutes as a Word file. `writtenAt` (UTC ISO 8601) is its date; the same content and date give the same bytes. */
export const writeMinutes = async (minutes: MinutesContent, writtenAt: string): Promise<Uint8Array> => {
  const document = new Document({
    title: minutes.footer,
    subject: minutes.status,
    creator: 'Gouvernail',
    lastModifiedBy: 'Gouvernail',
    description: minutes.kicker,
    styles: styles(languages[minutes.locale]),
    features: { updateFields: false },
    sections: [
      { properties: { page }, footers: { default: footer(minutes.footer) }, children: [...children(minutes)] },
    ],
  })
  const written = new Uint8Array(await Packer.toBuffer(document))
  return rewriteOfficeFile(written, (name, xml) => withDates(name, xml, writtenAt))
}

const children = (minutes: MinutesContent): readonly FileChild[] => {
  const { headings, summary, further } = minutes
  const head = (text: string): Paragraph => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })
  return [
    new Paragraph({
      spacing: { after: 0 },
      children: [new TextRun({ text: minutes.kicker, bold: true, color: color.brand })],
    }),
    new Paragraph({ text: minutes.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ spacing: { after: 60 }, children: [new TextRun({ text: minutes.subtitle, size: 26 })] }),
    new Paragraph({
      spacing: { after: 200 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, space: 6, color: color.text } },
      children: [quiet(minutes.status, 20)],
    }),
    facts(minutes.facts),
    head(headings.attendance),
    table(minutes.attendance),
    ...(minutes.quorum === null ? [] : [line(minutes.quorum, { spacing: { before: 160 } })]),
    ...(minutes.corrected === null ? [] : [line(minutes.corrected, { spacing: { before: 80 } })]),
    head(headings.items),
    ...minutes.items.flatMap(item),
    ...further.decisions.flatMap(decision),
    ...further.actions.map(action),
    ...(summary.decisions === null ? [] : [head(headings.decisions), table(summary.decisions)]),
    ...(summary.actions === null ? [] : [head(headings.actions), table(summary.actions)]),
    new Paragraph({ spacing: { before: 480, after: 60 }, keepNext: true, children: [] }),
    facts(minutes.signatures),
  ]
}

const item = ({ title, about, question, paragraphs, decisions, actions }: MinutedItem): readonly FileChild[] => [
  new Paragraph({ text: title, heading: HeadingLevel.HEADING_2 }),
  new Paragraph({ spacing: { after: 80 }, keepNext: true, children: [quiet(about)] }),
  ...(question === null ? [] : [new Paragraph({ children: [new TextRun({ text: question, italics: true })] })]),
  ...paragraphs.map((text) => line(text)),
  ...decisions.flatMap(decision),
  ...actions.map(action),
]

/** A decision stands out by a rule in the margin, its number and its result in words, all on one page with the options it chose from. */
const decision = ({ number, result, paragraphs, facts: known, options }: MinutedDecision): readonly FileChild[] => {
  const frame = {
    indent: { left: INDENT },
    keepLines: true,
    border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: color.brand } },
    spacing: { before: 0, after: 0, line: 276 },
  }
  const said = [
    ...paragraphs.map((value) => ({ value, lead: '' })),
    ...known.map(({ label, value }) => ({ value, lead: `${label} ` })),
  ]
  return [
    new Paragraph({
      ...frame,
      spacing: { ...frame.spacing, before: 120 },
      keepNext: true,
      children: [
        new TextRun({ text: `${number}  `, bold: true, color: color.brand }),
        new TextRun({ text: result, bold: true }),
      ],
    }),
    ...said.map(({ value, lead }, at) =>
      line(value, { ...frame, lead, keepNext: options !== null || at < said.length - 1 }),
    ),
    new Paragraph({ spacing: { after: 80 }, keepNext: options !== null, children: [] }),
    ...(options === null
      ? []
      : [table(options, { whole: true }), new Paragraph({ spacing: { after: 80 }, children: [] })]),
  ]
}

const action = (text: string): Paragraph =>
  new Paragraph({
    indent: { left: INDENT, hanging: INDENT },
    children: [new TextRun({ text: '→  ', color: color.brand }), new TextRun(text)],
  })

const footer = (text: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.LEFT,
        tabStops: [{ type: TabStopType.RIGHT, position: page.size.width - page.margin.left - page.margin.right }],
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: color.line } },
        children: [
          quiet(text, 16),
          new TextRun({
            size: 16,
            color: color.quiet,
            children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  })
