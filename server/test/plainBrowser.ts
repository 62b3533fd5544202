// A browser without a script, for tests of plain pages: it keeps cookies, follows redirects and sends forms.

export interface Shown {
  status: number
  text: string
  path: string
  headers: Headers
  bytes: Buffer
}

/** @param url where the server is @param address where it comes from, as a proxy says it */
export function plainBrowser(url: () => string, address = '10.1.1.1') {
  const cookies = new Map<string, string>()
  const go = async (path: string, init: RequestInit = {}): Promise<Shown> => {
    const answer = await fetch(url() + path, {
      redirect: 'manual',
      ...init,
      headers: {
        'accept-language': 'el-GR,el;q=0.9',
        'x-forwarded-for': address,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.headers as object),
      },
    })
    for (const each of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!
      cookies.set(name!, value!)
    }
    const to = answer.headers.get('location')
    if (to !== null) return go(to)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const { status, headers } = answer
    return { status, headers, path, text: bytes.toString(), bytes }
  }
  return {
    go,
    cookies,
    send: (path: string, fields: Record<string, string>, headers = {}) =>
      go(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  }
}
