using System.Text;
using System.Text.Unicode;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Finds out how bytes stand for letters.</summary>
internal static class TextEncodings
{
    /// <summary>Bytes that mean nothing in Windows-1252.</summary>
    private const string Undefined1252 = "\u0081\u008D\u008F\u0090\u009D";

    private static readonly Encoding Windows1252 =
        CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? throw new InvalidOperationException("The runtime lacks Windows-1252.");

    // UTF-32 before UTF-16, whose mark it begins with.
    private static readonly TextEncoding[] Marked =
        [TextEncoding.Utf32, TextEncoding.Utf16LittleEndian, TextEncoding.Utf16BigEndian, TextEncoding.Utf8];

    public static Encoding Of(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian => Encoding.Unicode,
        TextEncoding.Utf16BigEndian => Encoding.BigEndianUnicode,
        TextEncoding.Utf32 => Encoding.UTF32,
        TextEncoding.Windows1252 => Windows1252,
        _ => Encoding.UTF8,
    };

    public static string NameOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian => "UTF-16",
        TextEncoding.Utf32 => "UTF-32",
        TextEncoding.Windows1252 => "Windows-1252",
        _ => "UTF-8",
    };

    /// <summary>The encoding of a file by its first bytes: by its mark, by where zero bytes stand, by whether it is valid UTF-8.</summary>
    /// <param name="chosen">What the person chose; only a mark overrules it.</param>
    public static TextEncoding Find(ReadOnlySpan<byte> head, TextEncoding? chosen)
    {
        foreach (var encoding in Marked)
        {
            if (head.StartsWith(Of(encoding).Preamble))
            {
                return encoding;
            }
        }

        return chosen ?? FindUtf16(head) ?? (IsWindows1252(head) ? TextEncoding.Windows1252 : TextEncoding.Utf8);
    }

    /// <summary>The text without its mark.</summary>
    public static string Decode(ReadOnlySpan<byte> head, TextEncoding encoding)
    {
        var plain = Of(encoding);
        return plain.GetString(plain.Preamble.Length > 0 && head.StartsWith(plain.Preamble) ? head[plain.Preamble.Length..] : head);
    }

    /// <summary>Latin letters, digits and separators in UTF-16 are one zero byte each, always the first or always the second of two.</summary>
    private static TextEncoding? FindUtf16(ReadOnlySpan<byte> head)
    {
        var (first, second) = (0, 0);
        for (var place = 0; place + 1 < head.Length; place += 2)
        {
            first += head[place] == 0 ? 1 : 0;
            second += head[place + 1] == 0 ? 1 : 0;
        }

        var units = head.Length / 2;
        return (first, second) switch
        {
            _ when units < 4 => null,
            _ when second * 10 >= units && first * 100 <= second => TextEncoding.Utf16LittleEndian,
            _ when first * 10 >= units && second * 100 <= first => TextEncoding.Utf16BigEndian,
            _ => null,
        };
    }

    /// <summary>
    /// Whether the bytes are no UTF-8, and nothing speaks for damaged UTF-8: no letter of several bytes among them that can be read
    /// as such, and none that Windows-1252 lacks.
    /// </summary>
    private static bool IsWindows1252(ReadOnlySpan<byte> head)
    {
        // The last letter may be cut.
        if (Utf8.IsValid(head) || Utf8.IsValid(head[..Math.Max(0, head.Length - 3)]))
        {
            return false;
        }

        var asUtf8 = Encoding.UTF8.GetString(head);
        var as1252 = Windows1252.GetString(head);
        return !asUtf8.Any(letter => letter > '\u007F' && letter != '\uFFFD')
            && !as1252.Any(letter => (char.IsControl(letter) && letter is not ('\r' or '\n' or '\t')) || Undefined1252.Contains(letter, StringComparison.Ordinal));
    }
}
