// The switch between a guest and an account of each plan: what a page does whose visitors can sign in.

const key = 'oxzino:plan'
const { plan } = document.querySelector('.account').elements
const kept = () => {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

window.Rotame ??= function () {
  ;(Rotame.q ??= []).push(arguments)
}

/** Fetches a fresh token from our own server and shows it. */
async function identify() {
  const of = plan.value
  if (!of) return
  const response = await fetch(`/account/${of}`)
  const token = await response.text()
  if (response.ok && of === plan.value) Rotame('identify', token)
}

/** Signs in, or out. */
function become() {
  try {
    if (plan.value) localStorage.setItem(key, plan.value)
    else localStorage.removeItem(key)
  } catch {
    // Where storage is forbidden, the choice lasts as long as the page.
  }
  if (plan.value) identify()
  else Rotame('forget')
}

plan.value = kept()
identify()
Rotame('on', 'expired', identify)
document.querySelector('.account').addEventListener('change', become)
// Signed in or out in another tab: here too.
addEventListener('storage', (event) => {
  if (event.key !== key || kept() === plan.value) return
  plan.value = kept()
  identify()
})
