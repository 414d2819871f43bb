using Explorer.Recommender;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Explorer.Web;

/// <summary>Words for what can keep the program from starting and a person can mend.</summary>
internal static class StartProblem
{
    /// <summary>What to tell the person; null when it is a mistake of ours.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        ExplorerException => exception.Message,
        OptionsValidationException => $"A setting is out of range. {exception.Message} Change it in appsettings.json, in the environment or on the command line.",
        InvalidOperationException { InnerException: FormatException or ArgumentException } => $"A setting cannot be read. {exception.Message}",
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Name another address, for example --urls http://127.0.0.1:5081 .",
        _ => null,
    };
}
