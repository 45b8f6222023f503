import pytest

from firsthand.collect import charsets
from firsthand.errors import Refused

TEXTS = {
    "euc-kr": "항구는 월요일에 부두를 닫았다고 시장이 말했다. 다음 회의는 목요일에 열린다.",
    "shift_jis": "港は月曜日に埠頭を閉鎖したと市長が述べた。次の会議は木曜日に開かれる予定だ。",
    "gb18030": "港口在星期一关闭了码头，市长在会上说。这是第一次，人们不知道要等到什么时候。",
    "windows-1251": "Порт закрыл причал в понедельник, сообщил мэр города после заседания совета.",
    "windows-1252": "Der Hafen schließt am Montag für drei Wochen, sagte die Bürgermeisterin später.",
}


@pytest.mark.parametrize("encoding", TEXTS)
@pytest.mark.parametrize("declared", ["utf-8", ""])
def test_a_page_that_lies_is_read_and_the_guess_told(encoding, declared):
    page = f"<meta charset='{declared}'><p>{TEXTS[encoding] * 4}</p>".encode(encoding)
    text, guessed = charsets.readable(page, content_type=f"text/html; charset={declared}")
    assert TEXTS[encoding] in text
    assert guessed


def test_a_page_that_does_not_lie():
    page = f"<p>{TEXTS['euc-kr']}</p>"
    assert charsets.readable(page.encode()) == (page, None)
    told = charsets.readable(page.encode("euc-kr"), content_type="text/html; charset=EUC-KR")
    assert told == (page, None)


@pytest.mark.parametrize("data", [b"", b"\0\1\2\xff" * 30, bytes(range(128, 256)) * 4])
def test_what_is_no_language_is_refused(data):
    with pytest.raises(Refused):
        charsets.readable(data)
