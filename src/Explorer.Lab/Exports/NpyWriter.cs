using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Exports;

/// <summary>Writes factors as numpy reads them: format 1.0, little-endian float32, row-major.</summary>
/// <remarks>NEP 1: magic, version, length of the header, the header as a Python literal padded with spaces to a multiple of 64 bytes, the numbers.</remarks>
internal static class NpyWriter
{
    private const int Alignment = 64;

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8, 1, 0];

    public static void Write(Stream stream, Factors factors)
    {
        var shape = string.Create(CultureInfo.InvariantCulture, $"({factors.RowCount}, {factors.FactorCount})");
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}";
        var length = Magic.Length + sizeof(ushort) + header.Length + 1;
        header = header + new string(' ', (Alignment - (length % Alignment)) % Alignment) + '\n';

        stream.Write(Magic);
        stream.Write([(byte)(header.Length & 0xff), (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        for (var row = 0; row < factors.RowCount; row++)
        {
            // Every machine that .NET 10 runs on by default is little-endian; this one would notice.
            stream.Write(MemoryMarshal.AsBytes<float>(factors[row]));
        }
    }
}
