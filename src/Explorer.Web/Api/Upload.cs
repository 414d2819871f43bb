using Explorer.Lab;
using Explorer.Recommender;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Explorer.Web.Api;

/// <summary>A file sent as the body of a request.</summary>
internal static class Upload
{
    /// <summary>The body, with the server's own size limit replaced by the setting.</summary>
    /// <exception cref="ExplorerException">The body is a form, or is announced as larger than allowed.</exception>
    public static Stream Open(HttpRequest request, IOptions<ImportOptions> options)
    {
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new ExplorerException("The file came wrapped in a form. Send it as the body itself, for example with curl --data-binary @likes.csv .");
        }

        var limit = options.Value.MaxUploadBytes;
        if (request.ContentLength > limit)
        {
            throw new ExplorerException(
                $"The file has {request.ContentLength} bytes; the setting Import:MaxUploadBytes allows {limit}. Send a smaller or compressed file, or raise the setting.",
                Refusal.TooLarge);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        return request.Body;
    }

    /// <summary>Documents the body, without making the endpoint choosy about its content type.</summary>
    public static RouteHandlerBuilder AcceptsFile(this RouteHandlerBuilder builder) =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "The file as it is, raw, gzip or zip.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/octet-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                },
            };
            return Task.CompletedTask;
        });
}
