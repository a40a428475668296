import { Component, type ReactNode } from 'react'
import { ErrorState } from './states'

interface Props {
  /** A new value (another page) forgets the failure of the page before. */
  readonly resetKey: string
  readonly children: ReactNode
}

/** Keeps a failure of one page from taking the whole tab down. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override componentDidUpdate(before: Props): void {
    if (before.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null })
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children
    // A part that could not be downloaded stays missing until the page is loaded again; what was typed is kept across that.
    return <ErrorState error={this.state.error} onRetry={() => window.location.reload()} />
  }
}
