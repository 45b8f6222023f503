-- name: changed
select subject from change where stage = :stage order by subject limit :most;

-- name: mark_changed
insert into change (stage, subject) values (?, ?) on conflict do nothing;

-- name: done
delete from change where stage = ? and subject = ?;

-- name: pending
select stage, count(*) as subjects from change group by stage order by stage;

-- name: at_once
select 1 from change where stage not in ('join', 'narrow') limit 1;

-- name: grown
select distinct c.subject from change c left join story s on s.number = c.subject
where c.stage in ('join', 'narrow') and (
  s.number is null or s.size <= :prompt
  or :growth * (select count(*) from membership m where m.story = s.number and m.joined = 0) >= s.size
)
order by c.subject;

-- name: waiting
select distinct subject from change
where stage in ('join', 'narrow') and (:story is null or subject = :story) order by subject;

-- name: narrowing
select n.subject from change n join change t on t.stage = 'tell' and t.subject = n.subject
where n.stage = 'narrow' order by n.subject limit :most;

-- name: is_due
select 1 from change where stage = ? and subject = ?;

-- name: clear_changes
delete from change;

-- name: set_aside
insert into quarantine (stage, subject, reason, tries) values (:stage, :subject, :reason, 1)
on conflict (stage, subject) do update set reason = excluded.reason, tries = tries + 1;

-- name: release
delete from quarantine where stage = ? and subject = ?;

-- name: quarantined
select q.stage, q.subject, q.reason, q.tries, coalesce(a.id, s.id) as id
from quarantine q
left join article a on q.stage in ('place', 'read', 'trace') and a.number = q.subject
left join story s on q.stage in ('narrow', 'tell') and s.number = q.subject
order by q.stage, q.subject;

-- name: gone
select c.subject from change c left join article a on a.number = c.subject
where c.stage = 'place' and (a.number is null or a.status = 'removed');

-- name: due_in_order
select c.subject from change c join article a on a.number = c.subject
where c.stage = 'place' and a.status <> 'removed' order by a.appeared, a.id limit :most;
