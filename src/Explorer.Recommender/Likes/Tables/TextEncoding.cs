namespace Explorer.Recommender.Likes.Tables;

/// <summary>How the bytes of a file stand for letters. A byte order mark decides, whatever is chosen.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, with or without a mark.</summary>
    Utf8,

    /// <summary>UTF-16, the low byte first, with or without a mark.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, the high byte first, with or without a mark.</summary>
    Utf16BigEndian,

    /// <summary>UTF-32, the low byte first, with a mark.</summary>
    Utf32,

    /// <summary>The code page of western Europe, one byte a letter. Every sequence of bytes can be read so, rightly or not.</summary>
    Windows1252,
}
