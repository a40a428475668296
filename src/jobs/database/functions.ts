/**
 * Functions of the schema `gouvernail`, each made by a migration. They are there so that an answer costs one statement instead of
 * ten, planned once for each connection; and each of their statements sees what was committed before it, which the statements
 * of one `with` do not.
 */

/**
 * Appends entries to the audit chain in the transaction of the caller: pseudonyms in the place of people, positions, hashes.
 * `said` is what is hashed besides position and predecessor, as JSON without its brackets. The lock is taken last and held until
 * the transaction ends: copies append one after the other.
 */
export const appendAudit = `
  create function gouvernail.append_audit(entries jsonb) returns void language plpgsql as $body$
  declare
    entry record;
    known record;
    last record;
  begin
    -- In one order for all copies. Who meets a person at the same moment as another waits, and gets the pseudonym of the first.
    insert into gouvernail.audit_people (person)
      select distinct told.id from jsonb_array_elements(entries) e, jsonb_array_elements_text(e->'people') as told(id)
      where not exists (select from gouvernail.audit_people p where p.person = told.id)
      order by told.id
      on conflict do nothing;
    lock table gouvernail.audit in share row exclusive mode;
    select position, hash into last from gouvernail.audit order by position desc limit 1;
    if not found then
      select 0::bigint as position, repeat('0', 64) as hash into last;
    end if;
    for entry in
      select * from rows from (jsonb_to_recordset(entries)
        as (at timestamptz, actor text, action text, subject text, detail text, said text, people text[]))
        with ordinality order by ordinality
    loop
      for known in select person, pseudonym from gouvernail.audit_people where person = any(entry.people) loop
        entry.actor := replace(entry.actor, known.person, known.pseudonym);
        entry.subject := replace(entry.subject, known.person, known.pseudonym);
        entry.detail := replace(entry.detail, known.person, known.pseudonym);
        entry.said := replace(entry.said, known.person, known.pseudonym);
      end loop;
      insert into gouvernail.audit as a (position, at, actor, action, subject, detail, previous, hash)
        values (last.position + 1, entry.at, entry.actor, entry.action, entry.subject, entry.detail, last.hash,
          encode(sha256(convert_to(format('[%s,%s,"%s"]', last.position + 1, entry.said, last.hash), 'UTF8')), 'hex'))
        returning a.position, a.hash into last;
    end loop;
  end
  $body$`

/**
 * Records answers that were judged by rows of given revisions, all of it or nothing: one answer to a report at a time, none while
 * a cycle is changed. `stale`: the answers whose rows have changed since; `overtaken`: those of which a later one had come
 * before. Neither writes anything. `stored`: the outbox rows as they are now.
 */
export const recordAnswers = `
  create function gouvernail.record_answers(answers jsonb, known jsonb, writes jsonb, entries jsonb, delay_ms float8)
  returns jsonb language plpgsql as $body$
  declare
    stale int[];
    overtaken int[];
    unfit int[];
    stored jsonb;
  begin
    -- One order for all copies: the reports, then the cycles.
    perform pg_advisory_xact_lock(hashtextextended('gouvernail.report ' || report, 0))
      from (select e->>'report' as report from jsonb_array_elements(answers) e order by 1) as reports;
    perform pg_advisory_xact_lock_shared(hashtextextended('gouvernail.cycles', 0));

    stale := array(
      select distinct k.item from jsonb_to_recordset(known) as k(item int, list text, key text, revision bigint)
      where exists (select from gouvernail.outbox o
        where o.list = k.list and o.key = k.key and o.revision > k.revision));

    with sent as (
      select a.* from jsonb_to_recordset(answers) as a(item int, cycle text, project text, sent_at timestamptz)
      where a.sent_at is not null and a.item <> all(stale)
    ), noted as (
      insert into gouvernail.answers_sent as s (cycle, project, sent_at)
        select cycle, project, sent_at from sent order by cycle, project
      on conflict (cycle, project) do update set sent_at = excluded.sent_at where s.sent_at <= excluded.sent_at
      returning cycle, project
    )
    select array(select item from sent where not exists
      (select from noted n where n.cycle = sent.cycle and n.project = sent.project)) into overtaken;
    unfit := stale || overtaken;

    select coalesce(jsonb_agg(p), '[]') into stored from gouvernail.put_outbox(
      (select coalesce(jsonb_agg(w), '[]') from jsonb_array_elements(writes) w where (w->>'item')::int <> all(unfit)),
      delay_ms) p;

    with asked as (
      select a.* from jsonb_to_recordset(answers) as a(item int, cycle text, person text, at timestamptz)
      where a.person is not null and a.item <> all(unfit)
    ), marked as (
      insert into gouvernail.ask_steps (cycle, person, step, at)
        select a.cycle, a.person, 'read', min(asked.at) from asked join gouvernail.asks a using (cycle, person)
        where a.asked_at is not null group by a.cycle, a.person order by a.cycle, a.person
      on conflict do nothing returning cycle, person, at
    )
    insert into gouvernail.deliveries (cycle, person, kind, channel, outcome, at)
      select m.cycle, m.person, 'question', case when a.activity_id is null then 'mail' else 'bot' end, 'read', m.at
      from marked m join gouvernail.asks a using (cycle, person);

    entries := (select jsonb_agg(e) from jsonb_array_elements(entries) e where (e->>'item')::int <> all(unfit));
    if entries is not null then
      perform gouvernail.append_audit(entries);
    end if;
    return jsonb_build_object('stale', stale, 'overtaken', overtaken, 'stored', stored);
  end
  $body$`

/** Adds or merges pending writes field by field; a parked row comes back to life. Rows must be distinct. */
export const putOutbox = `
  create function gouvernail.put_outbox(writes jsonb, delay_ms float8)
  returns table (list text, key text, fields jsonb, replaces jsonb, revision bigint) language plpgsql as $body$
  #variable_conflict use_column
  begin
    return query
    insert into gouvernail.outbox as o (list, key, fields, replaces, revision, since, due_at, traceparent)
    select list, key, fields, replaces, r, r, now() + delay_ms * interval '1 millisecond', traceparent
    from (select w.*, nextval('gouvernail.outbox_revision') as r
          -- In one order for all copies, so that none waits for another in a circle.
          from (select * from jsonb_to_recordset(writes)
                  as w(list text, key text, fields jsonb, replaces jsonb, traceparent text)
                order by list, key) as w) as w
    on conflict (list, key) do update set
      fields = case when o.written_at is null then o.fields else '{}' end || excluded.fields,
      -- What waits has not reached SharePoint: the row there still holds what the first write replaces.
      replaces = case when o.written_at is not null then excluded.replaces
        else (excluded.replaces - array(select jsonb_object_keys(o.fields))) || o.replaces end,
      revision = excluded.revision,
      due_at = case when o.refused is null and o.written_at is null then o.due_at else excluded.due_at end,
      since = case when o.refused is null and o.written_at is null then o.since else excluded.since end,
      attempts = case when o.refused is null and o.written_at is null then o.attempts else 0 end,
      queued_at = case when o.written_at is null then o.queued_at else now() end,
      refused = null, written_at = null, traceparent = excluded.traceparent
    returning o.list, o.key, o.fields, o.replaces, o.revision;
  end
  $body$`

/**
 * Leases outbox rows of some lists that are due; fresh ones travel along when any is. Sixty thousand may wait: they are read in the
 * order of the index on `due_at`, as far as needed. Left to itself the planner, which cannot know how many wait, reads and sorts them all.
 */
export const claimOutbox = `
  create function gouvernail.claim_outbox(lists text[], most int, lease_seconds float8)
  returns table (list text, key text, fields jsonb, replaces jsonb, revision bigint, attempts int, traceparent text, lease bigint)
  language plpgsql set enable_sort = off set enable_seqscan = off set enable_bitmapscan = off as $body$
  #variable_conflict use_column
  begin
    if not exists (select from gouvernail.outbox
      where refused is null and written_at is null and list = any(lists)
        and (lease_until is null or lease_until < now()) and due_at <= now())
    then
      return;
    end if;
    return query
    with due as (
      select list, key from gouvernail.outbox
      where refused is null and written_at is null and list = any(lists)
        and (lease_until is null or lease_until < now()) and (due_at <= now() or attempts = 0)
      order by due_at limit most for update skip locked
    )
    update gouvernail.outbox o set lease_until = now() + make_interval(secs => lease_seconds), lease = l.lease
    from due, (select nextval('gouvernail.outbox_lease') as lease) as l
    where o.list = due.list and o.key = due.key and (o.lease_until is null or o.lease_until < now())
    returning o.list, o.key, o.fields, o.replaces, o.revision, o.attempts, o.traceparent, o.lease;
  end
  $body$`
