import committees from '../../src/i18n/en/committees.json'
import session from '../../src/i18n/en/session.json'
import { texts as base } from './en'

export const texts = { ...base, committees, session }
