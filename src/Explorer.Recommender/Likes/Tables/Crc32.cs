namespace Explorer.Recommender.Likes.Tables;

/// <summary>The checksum of zip archives (polynomial 0xEDB88320, bits reversed: PKWARE's APPNOTE.TXT, 4.4.7), which the runtime does not check.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => EntryOf((uint)value))];

    private uint _state = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public uint Value => ~_state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            _state = Table[(byte)(_state ^ each)] ^ (_state >> 8);
        }
    }

    private static uint EntryOf(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        }

        return value;
    }
}
