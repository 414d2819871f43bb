using System.Security.Cryptography;
using System.Text;

namespace Explorer.Lab.Thumbnails.Drawing;

/// <summary>Numbers that follow from a text: the same text gives the same numbers, in every version and on every machine.</summary>
internal sealed class Chances(string text)
{
    private readonly byte[] _bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text));
    private int _next;

    /// <summary>The next number, 0 … 1, without 1.</summary>
    public double Next()
    {
        var value = _bytes[_next % _bytes.Length] + (_bytes[(_next + 7) % _bytes.Length] / 256.0);
        _next++;
        return value / 256;
    }

    /// <summary>The next number, 0 … count − 1.</summary>
    public int Next(int count) => (int)(Next() * count);

    /// <summary>The next number between two bounds.</summary>
    public double Between(double low, double high) => low + ((high - low) * Next());
}
