// What a report of a problem says besides its words and files.

import type { Report as Reported } from '../../server/protocol/ticket.ts'
import type { FilesStrings } from '../screens/files/el.ts'

export const reportStyles = `
.report{border-block-start:1px solid var(--line);padding-block-start:8px}
.mine .report{border-color:rgb(255 255 255/.3)}
.report b{display:block;font-weight:600;font-size:13px;line-height:20px}
`

/** What was expected, if that was said, and the device. */
export const Report = ({ report, own }: { report: Reported; own: FilesStrings }) => (
  <div class="files report">
    {report.expected && (
      <p>
        <b>{own.expected}</b>
        {report.expected}
      </p>
    )}
    <p>
      <b>{own.device}</b>
      {report.device}
    </p>
  </div>
)
