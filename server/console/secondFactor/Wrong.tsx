// Why a code was refused.

import { Icon } from '../../../widget/view/Icon.tsx'

export const Wrong = ({ words }: { words: string | null }) => (
  <p class="error" id="code-wrong" role="alert">
    {words && <Icon name="alert" size={16} />}
    {words}
  </p>
)
