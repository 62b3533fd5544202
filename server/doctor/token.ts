// What a running server knows its own doctor by, on the same machine or with the same secret.

import { createHmac } from 'node:crypto'

export const doctorToken = (secret: string): string => createHmac('sha256', secret).update('doctor').digest('base64url')
