// The style sheet of the searches.

import { style as record } from '../parts/recordStyle.ts'

export const style = `${record}
.searched tbody th{width:60%;overflow-wrap:anywhere}
.searched .struck bdi{text-decoration:line-through}
`
