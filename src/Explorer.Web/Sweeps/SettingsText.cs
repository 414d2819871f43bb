using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Explorer.Lab.Sweeps;
using Explorer.Web.Api;

namespace Explorer.Web.Sweeps;

/// <summary>A trial's settings as JSON for the clipboard: what the API answers, laid out for reading.</summary>
internal static class SettingsText
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string JsonOf(Sweep sweep, Trial trial) => JsonSerializer.Serialize(TrialSettingsAnswer.Of(sweep, trial), Readable);
}
