import { useVisit } from '../../kit/page/visit.ts'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { Timeline } from '../../kit/primitives/timeline.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { RelativeTime } from '../../kit/time/relative-time.tsx'
import { Part } from '../part.tsx'

const hour = 3_600_000

export function Time() {
  const now = Date.parse(useVisit().now)
  const at = (ms: number) => new Date(now + ms).toISOString()
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Part id="time" title="Time">
        <DefinitionList>
          <KeyValue label="Ship by, in days">
            <Countdown due={at(50 * hour)} />
          </KeyValue>
          <KeyValue label="Today">
            <Countdown due={at(7.5 * hour)} />
          </KeyValue>
          <KeyValue label="Soon">
            <Countdown due={at(3 * hour + 61_000)} />
          </KeyValue>
          <KeyValue label="Missed">
            <Countdown due={at(-26 * hour)} />
          </KeyValue>
          <KeyValue label="Placed">
            <DateTime at={at(-30 * hour)} />
          </KeyValue>
          <KeyValue label="Answered">
            <RelativeTime at={at(-3 * hour)} />
          </KeyValue>
        </DefinitionList>
      </Part>
      <Part id="timeline" title="Timeline">
        <Timeline
          steps={[
            { id: '1', title: 'Placed', when: 'done', at: at(-50 * hour), by: 'Emma Byrne' },
            {
              id: '2',
              title: 'Held for a check',
              when: 'done',
              at: at(-49 * hour),
              by: 'Fondaco',
              reason: 'Ordered far more than usual.',
            },
            { id: '3', title: 'To ship', when: 'current', at: at(-30 * hour), by: 'Kiln & Co' },
            { id: '4', title: 'Shipped', when: 'future', at: at(3 * hour) },
            { id: '5', title: 'Completed', when: 'future' },
          ]}
        />
      </Part>
    </div>
  )
}
