using System.Text.Json;
using System.Text.Json.Serialization;

namespace Explorer.Lab.Sweeps;

/// <summary>A <see cref="Metric"/> as its word. Sweeps stored before there were more than three metrics have a number.</summary>
internal sealed class MetricConverter : JsonConverter<Metric>
{
    private static readonly Metric[] Numbered = [Metric.PrecisionTest, Metric.PrecisionTestUnseen, Metric.MseTest];

    /// <inheritdoc/>
    public override Metric Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return Metric.TryParse(reader.GetString(), out var metric) ? metric : throw new JsonException("No metric has this word.");
        }

        var number = reader.GetInt32();
        return number >= 0 && number < Numbered.Length ? Numbered[number] : throw new JsonException("No metric has this number.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Metric value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word);
}
