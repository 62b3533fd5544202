// What libraries bring that nobody here calls: taken out as the browser's programs are built, so that no visitor loads
// it.

/**
 * Why each library is patched: what upstream has of a smaller build, and bytes of brotli that are saved at least.
 * Below that `spare.test.ts` fails: the patches are no longer worth it, and go.
 */
export const libraries = [
  {
    name: 'socket.io-client',
    // Asked for in 2016: a build with fewer transports, and answered with one without a debugger.
    issue: 'https://github.com/socketio/socket.io-client/issues/1019',
    saves: 3_000,
    uses: `import { io, WebSocket } from 'socket.io-client'; console.log(io('', { transports: [WebSocket] }))`,
  },
  {
    name: 'preact',
    // "Only include what's actually used", planned for version 11 and not in it.
    issue: 'https://github.com/preactjs/preact/issues/2621',
    saves: 800,
    uses: `import { Component, Fragment, h, render } from 'preact'; console.log(Component, Fragment, h, render)`,
  },
  {
    name: '@preact/signals-core',
    // Nobody has asked: what is left out is how one reads a signal otherwise, and words for faults.
    issue: 'https://github.com/preactjs/signals',
    saves: 100,
    uses: `import { batch, computed, effect, signal } from '@preact/signals-core'; console.log(batch, computed, effect, signal)`,
  },
]

/** Something in a library's file, and what comes instead; nothing, unless it is said. */
type Part = [part: string | RegExp, instead?: string]

/**
 * Nothing binary goes over our sockets (files go over HTTP), so the parsers' other half stays at home: 1.3 kB. And
 * every browser of ours takes addresses and queries apart by itself: 0.5 kB.
 */
export const texts: Record<string, string> = {
  'socket.io-parser/build/esm/is-binary.js': 'export const isBinary = null, hasBinary = null',
  'socket.io-parser/build/esm/binary.js': 'export const deconstructPacket = null, reconstructPacket = null',
  'engine.io-parser/build/esm/encodePacket.browser.js': `import { PACKET_TYPES } from './commons.js'
    export const encodePacket = ({ type, data }, _, give) => give(PACKET_TYPES[type] + (data || ''))
    export const encodePacketToBinary = () => { throw new Error('no binary packets') }`,
  'engine.io-parser/build/esm/decodePacket.browser.js': `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
    export const decodePacket = (text) => {
      const type = PACKET_TYPES_REVERSE[text[0]]
      return type ? { type, data: text.slice(1) || undefined } : ERROR_PACKET
    }`,
  // Every transport for everyone: the chat names the one it uses, and widget/polling.ts brings the other.
  'engine.io-client/build/esm/transports/index.js': 'export const transports = {}',
  'engine.io-client/build/esm/contrib/parseqs.js': `export const encode = (query) => String(new URLSearchParams(query))
    export const decode = (text) => Object.fromEntries(new URLSearchParams(text))`,
  // How long it waits is for widget/line.ts to say.
  'socket.io-client/build/esm/contrib/backo2.js': `export class Backoff {
      attempts = 0
      reset() { this.attempts = 0 }
    }`,
  'engine.io-client/build/esm/contrib/parseuri.js': `export const parse = (source) => {
      const { protocol, hostname, port, pathname } = new URL(source)
      return { source, protocol: protocol.slice(0, -1), host: hostname.replace(/^\\[|\\]$/g, ''), port, path: pathname }
    }`,
}

/**
 * Preact draws HTML and SVG into empty elements of ours, and whatever fails is for whoever asked. What goes on in HTML
 * of a server's, suspends, catches, hears of each drawing, hands down contexts or reaches into other elements stays at
 * home, and so does the half of a component's life that no screen of ours has: 1 kB.
 */
const preact: Part[] = [
  // HTML of a server's, and what suspends.
  [/128&u\.__u&&\(c=32&u\.__u,s=u\.__c\.__z\)&&\(.*?l=o\[0\]\|\|l\),/],
  [
    /if\(e\.length=v,r\.__v=null,c\|\|o\)if\(t&&t\.then\)\{.*?\}else o&&o\.some\(g\);else r\.__e=u\.__e;/,
    'e.length=v;r.__v=null;r.__e=u.__e;',
  ],
  ['t&&t.then||D(r),', 'D(r),'],
  [/function B\(n,t\)\{if\(n&&8==n\.nodeType.*?\}(?=function D\()/],
  ['!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),'],
  ['32&u.__u?[i]:null,f,i||S(u),32&u.__u,o)', 'null,f,i||S(u),0,o)'],
  [/,o\)for\(s=0;s<o\.length.*?break\}(?=if\(!t\))/, ';'],
  ['if("svg"==C', '"svg"==C'],
  [',l&&(n.__m&&n.__m(r,o),l=!1),o=null}', '}'],
  [
    'M=a.ownerDocument||document,!C)return M.createTextNode(x);t=M.createElementNS(f,C,x.is?x:a)',
    '!C)return document.createTextNode(x);t=document.createElementNS(f,C)',
  ],
  [/if\(a="template"==C.*?\.value;/, 'a=t;'],
  ['l&&"function"!=typeof k||'],
  ['o?o[0]:u.__k&&S(u,0),l,c),o&&o.some(g)', 'u.__k&&S(u,0),l,c)'],
  ['l&&"textarea"!=C||'],
  ['l&&t.data==x||'],
  ['p&&p.some(g),'],
  ['(u=t&&32&t.__u)?null:r.__k', 'r.__k'],
  ['i?null:r.firstChild?d.call(r.childNodes):null,f,i?i.__e:r.firstChild', 'null,f,i?i.__e:null'],
  [
    /for\((t&&!t\.parentNode&&.*?),o=n\.__e,e=t;e&&8==e\.nodeType;\)e=e\.nextSibling;for\(o!=e&&\((.*?)\),t=o;.*?\);return t/,
    'return $1,(o=n.__e)!=t&&($2),o.nextSibling',
  ],
  // The fewest moves of what has changed its place: nothing of ours that does has a state that a move loses.
  [/if\(g\)\{for\(a=\[\],s=\[\].*?\|=4\)\}(?=if\(d\)for)/, 'if(g)for(f=i;f--;)(o=k[f])&&16&o.__u&&(o.__u|=4);'],
  ['(!u&&r.moveBefore&&o.parentNode?r.moveBefore(o,t):r.insertBefore(o,t||null))', '(r.insertBefore(o,t||null))'],
  // A bar always has a value, and what is ticked is drawn so where it is tapped.
  ['"progress"==C&&null==b?t.removeAttribute(s):'],
  [',s="checked",null!=m&&m!=t[s]&&N(t,s,m,$[s],f)'],
  ['"checked"==s?m=k:'],
  // HTML as text, what forms of others begin with, MathML, and attributes that nothing of ours has.
  ['"dangerouslySetInnerHTML"==s?y=k:'],
  ['"dangerouslySetInnerHTML"==s?h=k:'],
  ['"value"==s&&"defaultValue"in x||"checked"==s&&"defaultChecked"in x||'],
  [/h\?\(l\|\|y&&\(h\.__html.*?\(f="http:\/\/www\.w3\.org\/1999\/xhtml"\),(?=I\(a,)/, '('],
  ['"math"==C?f="http://www.w3.org/1998/Math/MathML":'],
  ['==i)t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(', '!=i&&'],
  ['"list"!=t&&"form"!=t&&'],
  ['"download"!=t&&"rowSpan"!=t&&'],
  ['"popover"!=t&&'],
  ['"popover"==t&&1==r?"":r', 'r'],
  [/else\{if\("string"==typeof u&&\(n\.style.*?T\(n\.style,t,r\[t\]\)\}/],
  [/if\("string"==typeof r\)(?=n\.style\.cssText)/],
  // Whoever hears of each drawing.
  ['return!o&&n.vnode&&n.vnode(e),e', 'return e'],
  ['n.vnode&&n.vnode(r),'],
  ['(s=n.__b)&&s(r);'],
  ['H=n.__r,'],
  ['H&&H(r),'],
  ['return(s=n.diffed)&&s(r),l', 'return l'],
  ['n.__c&&n.__c(r,t),'],
  ['n.unmount&&n.unmount(t),'],
  ['n.__&&n.__(t,r),9==r.nodeType&&(r=r.documentElement),'],
  ['n.event?n.event(r):r', 'r'],
  [/\(8&t\.__g\|\|\(t\.__g\|=8,u\.push\(t\),f\+\+\)\).*?\(H\)/, '8&t.__g||(t.__g|=8,u.push(t),f++)||queueMicrotask(H)'],
  ['(i||queueMicrotask)(H)', 'queueMicrotask(H)'],
  [/n=\{__e:function\(n,t,r,u\)\{for\(.*?throw f=0,n\}\}/, 'n={__e(n){throw f=0,n}}'],
  // Contexts, other elements, and the rest of a component's life.
  ['j=(s=V.contextType)&&i[s.__c],L=s?j?j.props.value:s.__:i,'],
  ['new V(M,L)', 'new V(M)'],
  ['new x(M,L)', 'new x(M)'],
  ['j&&j.sub(d),'],
  ['d.context=L,'],
  ['d.state=d.__s,d.context)', 'd.state=d.__s)'],
  [',V.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_({},d.__s)),_(d.__s,V.getDerivedStateFromProps(M,d.__s)))'],
  ['M!==k&&C&&!V.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(M,L),'],
  ['d.componentWillUpdate&&d.componentWillUpdate(M,d.__s,L),'],
  ['d.shouldComponentUpdate(M,d.__s,L)', 'd.shouldComponentUpdate(M)'],
  ['C&&!V.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),'],
  [/d\.getChildContext&&.*?(?=A=s&&s\.type)/],
  [/M\.__P&&\(s=l.*?(?=l=I\()/],
  ['M.__P&&(r.__e=null,l=s),'],
  ['||n.props.__P?', '?'],
  ['&&!n.props.__P'],
  ['if(n.props.__P)return t;'],
  ['||u&&!t.props.__P', '||u'],
  [/x\.prototype\.forceUpdate=.*?\},(?=x\.prototype\.render)/],
  ['"function"==typeof n&&(n=n(_({},r),this.props)),'],
  ['t&&this.__k.push(t),'],
  ['y.push.apply(d.__h,d.__k),d.__k=[],'],
  ['C&&(y.push.apply(d.__h,d.__k),d.__k=[]),'],
  [',d.__k=[])', ')'],
  ['!(i=t.ref)||i.current&&i.current!=t.__e||', '!(i=t.ref)||'],
  ['this.props=n,this.context=t,', 'this.props=n,'],
  ['return this.constructor(n,r)', 'return this.constructor(n)'],
  ['d.__n=i,'],
  ['i.__P=i.__n=null', 'i.__P=null'],
  // What is no more handed down.
  ['I(n,t,r,u,i,f,o,e,l,c,a)', 'I(n,t,r,u,f,e,l,a)'],
  ['z(n,v,h,i,f,o,e,l,c,a)', 'z(n,v,h,f,e,l,a)'],
  ['z(t,r,u,i,f,o,e,l,c,a)', 'z(t,r,u,f,e,l,a)'],
  ['r,u,i,f,o,e,l,c,a),r.__u', 'r,u,f,e,l,a),r.__u'],
  ['F(u.__e,r,u,i,f,o,e,c,a,t)', 'F(u.__e,r,u,f,e,a,t)'],
  ['F(t,r,u,i,f,o,e,l,c,a)', 'F(t,r,u,f,e,c,a)'],
  ['r,u,i,f,o,e,u.__k&&S(u,0),l,c)', 'r,u,f,e,u.__k&&S(u,0),c)'],
  ['t.__n,e.namespaceURI,null,f,i||S(u),0,o)', 'e.namespaceURI,f,i||S(u),o)'],
  ['p,r.namespaceURI,null,f,i?i.__e:null,u,o)', 'r.namespaceURI,f,i?i.__e:null,o)'],
]

/** Of signals: who may hear that somebody listens, names for tools, and other ways to read one. 0.15 kB. */
const signals: Part[] = [
  ['this.W=null==t?void 0:t.watched;this.Z=null==t?void 0:t.unwatched;this.name=null==t?void 0:t.name'],
  ['l.prototype.brand=i;'],
  // What is changed and changed back within one batch is drawn once more.
  [/!function\(\)\{var i=c;.*?i=i\.o\}\}\(\);/],
  [/!function\(i\)\{if\(0!==v&&0===s\).*?\}\(this\);/],
  ['u=++e;'],
  ['this.l=0;'],
  // The console says where.
  [/new Error\("(Cycle detected|Out-of-order effect)"\)/g, 'Error()'],
  // Effects of ours have nothing to clear away, and compute no circle.
  [/function p\(i\)\{var r=i\.j.*?(?=function g\(i\))/],
  [';p(i)}', '}'],
  ['p(this);'],
  ['this.j=void 0;'],
  ['var t=this.x();if("function"==typeof t)this.j=t', 'this.x()'],
  [/if\(1&this\.f\)throw Error\(\);/g],
  ['if(o!==this)throw Error();'],
  ['else f(function(){var i;null==(i=t.W)||i.call(t)})'],
  ['if(void 0===n)f(function(){var i;null==(i=t.Z)||i.call(t)})'],
  [/l\.prototype\.subscribe=.*?\{name:"sub"\}\)\};/],
  [/l\.prototype\.(?=valueOf).*?(?=l\.prototype\.peek)/],
  ['this.name=null==t?void 0:t.name;if(n)n.push(this)'],
  ['m.prototype.dispose=function(){this.d()};'],
  ['n[Symbol.dispose]=n;'],
  ['var t=o,r=n;o=void 0;n=void 0;try{return i()}finally{o=t;n=r}', 'var t=o;o=void 0;try{return i()}finally{o=t}'],
  // What is asked so is an object or nothing.
  [/void 0!==(?=[\w.]+[;&)])/g],
  [/void 0===(?=[\w.]+[;&)|])/g, '!'],
]

const otherTransports = /^export \{[^}]*\b(XHR|Fetch|WT)\b[^}]*\} from .*$/gm

/**
 * Of socket.io-client, what nobody here calls: listeners of every event, its own queue of retries (ours is the outbox),
 * a parser of one's own, words for servers of 2019, Node's options; and what of its parser serves the binary. 0.9 kB.
 */
export const spare: Record<string, Part[]> = {
  'preact/dist/preact.mjs': preact,
  'signals-core/dist/signals-core.module.js': signals,
  'socket.io-client/build/esm/socket.js': [
    [/ {4}onAny\(listener\) \{[^]*(?=\n\}\n)/, ''],
    [/ {4}_addToQueue\(args\) \{[^]*? {4}packet\(packet\) \{/, '    packet(packet) {'],
    [/if \(this\._opts\.retries[^]*?return this;\n {8}\}/, ''],
    [/this\._drainQueue\(true\);/, ''],
    [/this\.notifyOutgoingListeners\(packet\);/g, ''],
    [/if \(this\._anyListeners[^]*?\n {8}\}/, ''],
    [/new Error\("It seems you are trying[^"]*"\)/, 'new Error("no Socket.IO")'],
  ],
  'socket.io-client/build/esm/manager.js': [
    [
      /import \* as parser from "socket\.io-parser";/,
      'import { Decoder, Encoder } from "socket.io-parser"; const parser = { Decoder, Encoder };',
    ],
  ],
  'socket.io-client/build/esm/index.js': [[otherTransports, 'export { WebSocket } from "engine.io-client"']],
  'engine.io-client/build/esm/index.js': [[otherTransports]],
  'engine.io-client/build/esm/socket.js': [
    // It listens to the window for as long as there is a page; widget/line.ts does, as long as there is a line.
    [/(?<=const withEventListeners = )[^;]*/, 'false'],
    // Which transport is tried, and when another is, widget/line.ts says.
    [/this\.opts\.rememberUpgrade &&[^]*?\? "websocket"\s*: /],
    [/if \(this\.opts\.tryAllTransports[^]*?\n {8}\}/],
  ],
  'engine.io-client/build/esm/transports/websocket.js': [[/isReactNative\s*\? \{\}\s*: pick\([^)]*\)/, '{}']],
  'socket.io-parser/build/esm/index.js': [
    // As widget/json.ts does it.
    [/JSON\.stringify\(obj\.data, this\.replacer\)/, 'JSON.stringify(obj.data, function (key) { return this[key] })'],
    [/if \(obj\.type === PacketType\.EVENT \|\| [^]*?\n {8}\}\n(?= {8}return \[)/, ''],
    [/ {4}encodeAsBinary\(obj\) \{[^]*?\n {4}\}\n/, ''],
    [/( {4}add\(obj\) \{)[^]*?\n {4}\}\n/, '$1 super.emitReserved("decoded", this.decodeString(obj)); }\n'],
    [/if \(this\.reconstructor\) \{\s*this\.reconstructor\.finished[^]*?\n {8}\}/, ''],
  ],
}
