using Explorer.Lab.Storage;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Refits;

/// <summary>A factorization with the ids its rows belong to.</summary>
/// <param name="UserIds">Shape [users].</param>
/// <param name="ItemIds">Shape [items].</param>
/// <param name="ItemNames">Shape [items]; empty where none is known.</param>
/// <param name="LikesPerItem">Likes of each item that were trained on, shape [items].</param>
public sealed record TrainedFactors(
    IReadOnlyList<string> UserIds,
    IReadOnlyList<string> ItemIds,
    IReadOnlyList<string> ItemNames,
    IReadOnlyList<int> LikesPerItem,
    Factorization Factorization)
{
    internal void Write(BinaryWriter writer)
    {
        writer.WriteStrings(UserIds);
        writer.WriteStrings(ItemIds);
        writer.WriteStrings(ItemNames);
        writer.WriteArray<int>(LikesPerItem.ToArray());
        WriteFactors(writer, Factorization.Users);
        WriteFactors(writer, Factorization.Items);
    }

    internal static TrainedFactors Read(BinaryReader reader) => new(
        reader.ReadStrings(),
        reader.ReadStrings(),
        reader.ReadStrings(),
        reader.ReadArray<int>(),
        new Factorization(ReadFactors(reader), ReadFactors(reader)));

    private static void WriteFactors(BinaryWriter writer, Factors factors)
    {
        writer.Write(factors.RowCount);
        writer.Write(factors.FactorCount);
        for (var row = 0; row < factors.RowCount; row++)
        {
            writer.WriteArray<float>(factors[row]);
        }
    }

    private static Factors ReadFactors(BinaryReader reader)
    {
        var factors = new Factors(reader.ReadInt32(), reader.ReadInt32());
        for (var row = 0; row < factors.RowCount; row++)
        {
            reader.ReadArray<float>().CopyTo(factors[row]);
        }

        return factors;
    }
}
