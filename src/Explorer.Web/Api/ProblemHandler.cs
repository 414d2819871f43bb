using System.Text.Json;
using Explorer.Recommender;
using Microsoft.AspNetCore.Diagnostics;

namespace Explorer.Web.Api;

/// <summary>Turns exceptions into problem details: refusals with their message, mistakes of ours with a reference into the log.</summary>
internal sealed class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be told.
            return true;
        }

        var (status, detail) = Describe(exception);

        // Also for who accepts only something else, such as a stream of events: the problem itself says more than 406.
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    private (int Status, string Detail) Describe(Exception exception) => exception switch
    {
        ExplorerException refusal => (StatusOf(refusal.Refusal), refusal.Message),
        BadHttpRequestException { InnerException: JsonException json } => (StatusCodes.Status400BadRequest,
            $"The body is not the JSON that is expected here: {json.Message} See /openapi/v1.json for its shape."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge,
            "The upload is larger than the setting Import:MaxUploadBytes allows. Send a smaller or compressed file, or raise the setting."),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        _ => (StatusCodes.Status500InternalServerError, $"Something went wrong here, not in your request. The log has the details under reference {Log(exception)}."),
    };

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.Missing => StatusCodes.Status404NotFound,
        Refusal.Conflict => StatusCodes.Status409Conflict,
        Refusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
        Refusal.NoRoom => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };

    private string Log(Exception exception)
    {
        var reference = Guid.NewGuid().ToString("N")[..8];
        logger.LogError(exception, "A request failed; reference {Reference}", reference);
        return reference;
    }
}
