import type {
  MinutedDecision,
  MinutedItem,
  MinutesContent,
  Table,
} from '../../../src/committees/minutes/minutes-content'
import { pageHref } from '../../ui/router'
import { useSession } from '../../ui/session'
import { Unbroken } from '../../ui/unbroken'

/** The minutes as they are written, in the language of the body. */
export const MinutesText = ({ content }: { content: MinutesContent }) => {
  const { t } = useSession()
  const { headings, attendance, quorum, corrected, items, further } = content
  return (
    <article className="fu-minutes" lang={content.locale} aria-label={t('followUp:minutes.preview')}>
      <dl className="fu-minute-facts">
        {content.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{headings.attendance}</h2>
      <SmallTable table={attendance} label={headings.attendance} kind="fu-attendance" />
      {quorum ? <p className="cm-note">{quorum}</p> : null}
      {corrected ? <p className="cm-note">{corrected}</p> : null}
      <h2>{headings.items}</h2>
      {items.map((item) => (
        <Item key={item.title} item={item} />
      ))}
      {further.decisions.map((decision) => (
        <Decision key={decision.number} decision={decision} />
      ))}
      <Actions actions={further.actions} />
    </article>
  )
}

const SmallTable = ({ table, label, kind = '' }: { table: Table; label: string; kind?: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
  <div className="fu-wide" role="region" aria-label={label} tabIndex={0}>
    <table className={`gv-table ${kind}`}>
      <thead>
        <tr>
          {table.columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((text, index) => (
              <td key={table.columns[index]?.title ?? text}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const Item = ({ item }: { item: MinutedItem }) => (
  <section className="fu-section">
    <h3>
      <Unbroken text={item.title} />
    </h3>
    <p className="gv-caption">
      <Unbroken text={item.about} />
    </p>
    {item.question ? (
      <p className="fu-question">
        <Unbroken text={item.question} />
      </p>
    ) : null}
    {item.paragraphs.map((text) => (
      <p key={text}>
        <Unbroken text={text} />
      </p>
    ))}
    {item.decisions.map((decision) => (
      <Decision key={decision.number} decision={decision} />
    ))}
    <Actions actions={item.actions} />
  </section>
)

const Decision = ({ decision }: { decision: MinutedDecision }) => (
  <div className="fu-decision">
    <p>
      <a className="gv-number" href={pageHref(`decisions/${decision.number}`)}>
        {decision.number}
      </a>{' '}
      <strong>{decision.result}</strong>
    </p>
    {decision.paragraphs.map((text) => (
      <p key={text}>
        <Unbroken text={text} />
      </p>
    ))}
    {decision.facts.map(({ label, value }) => (
      <p key={label}>
        <strong>{label}</strong> {value}
      </p>
    ))}
    {decision.options ? <SmallTable table={decision.options} label={decision.number} /> : null}
  </div>
)

const Actions = ({ actions }: { actions: readonly string[] }) =>
  actions.length === 0 ? null : (
    <ul className="fu-minute-actions">
      {actions.map((text) => (
        <li key={text}>
          <Unbroken text={text} />
        </li>
      ))}
    </ul>
  )
