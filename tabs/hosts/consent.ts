import { useSyncExternalStore } from 'react'

/** Between requests that Microsoft 365 refuses for want of consent and the one dialog that asks the person for it. */
export interface ConsentGate {
  /** Resolves when the person has answered; requests that meet the same refusal meanwhile share the answer. */
  ask(): Promise<boolean>
  settle(granted: boolean): void
  isAsked(): boolean
  onChange(listener: () => void): () => void
}

export const createConsentGate = (): ConsentGate => {
  const listeners = new Set<() => void>()
  let asked: { readonly answer: Promise<boolean>; readonly resolve: (granted: boolean) => void } | null = null
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    ask: () => {
      if (asked) return asked.answer
      let resolve: (granted: boolean) => void = () => undefined
      const answer = new Promise<boolean>((done) => {
        resolve = done
      })
      asked = { answer, resolve }
      changed()
      return answer
    },
    settle: (granted) => {
      asked?.resolve(granted)
      asked = null
      changed()
    },
    isAsked: () => asked !== null,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useConsentAsked = (gate: ConsentGate): boolean => useSyncExternalStore(gate.onChange, gate.isAsked)
