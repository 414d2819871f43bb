using System.Runtime.InteropServices;
using System.Text;
using Explorer.Recommender;

namespace Explorer.Lab.Storage;

/// <summary>
/// Large arrays in files beside the database: a magic word, a version, then what the owner writes. A file appears whole or not at
/// all: it is written under another name, flushed to the disk and renamed.
/// </summary>
internal static class BlobFile
{
    /// <summary>2: likes have weights and times.</summary>
    public const int Version = 2;

    /// <summary>Written between two looks at the token.</summary>
    private const int BytesPerLook = 1 << 23;

    public static void Write(string path, string magic, Action<BinaryWriter> content)
    {
        var unfinished = path + ".part";
        try
        {
            RefuseWithoutRoom(() =>
            {
                using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
                using (var writer = new BinaryWriter(stream, Encoding.UTF8))
                {
                    writer.Write(magic);
                    writer.Write(Version);
                    content(writer);
                    writer.Flush();
                    stream.Flush(flushToDisk: true);
                }

                File.Move(unfinished, path, overwrite: true);
            });
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes to a file beside the database.</summary>
    /// <exception cref="ExplorerException">The disk is full or cannot be written.</exception>
    public static void RefuseWithoutRoom(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExplorerException(
                $"Nothing was stored: {exception.Message} Free some room in the storage folder, or name another one with --Storage:Folder=… , and try again.",
                Refusal.NoRoom,
                exception);
        }
    }

    public static T Read<T>(string path, string magic, Func<BinaryReader, int, T> content)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            if (reader.ReadString() != magic || reader.ReadInt32() is not (>= 1 and <= Version and var version))
            {
                throw new InvalidDataException("it has another format or version");
            }

            return content(reader, version);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ExplorerException(
                $"The stored file {Path.GetFileName(path)} cannot be read: {exception.Message}. Import or train again.",
                innerException: exception);
        }
    }

    public static void WriteArray<T>(this BinaryWriter writer, ReadOnlySpan<T> values, CancellationToken cancellationToken = default)
        where T : unmanaged
    {
        writer.Write(values.Length);
        for (var rest = MemoryMarshal.AsBytes(values); !rest.IsEmpty; rest = rest[Math.Min(rest.Length, BytesPerLook)..])
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(rest[..Math.Min(rest.Length, BytesPerLook)]);
        }
    }

    public static T[] ReadArray<T>(this BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public static void WriteStrings(this BinaryWriter writer, IReadOnlyList<string> values)
    {
        writer.Write(values.Count);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    public static string[] ReadStrings(this BinaryReader reader)
    {
        var values = new string[reader.ReadInt32()];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = reader.ReadString();
        }

        return values;
    }
}
