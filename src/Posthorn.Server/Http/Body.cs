using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Api;
using Posthorn.Api.Problems;
using Posthorn.Api.Sessions;
using Posthorn.Hosting;

namespace Posthorn.Server.Http;

/// <summary>The body of a request as its type, or what is wrong with it. The filter of the routes answers the latter before a handler runs.</summary>
internal sealed class Body<T> : IBody, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    /// <summary>Configuration is small; only events and the documents of sessions are not. What is not small counts as long as its request lasts.</summary>
    private static readonly bool IsLarge = typeof(T).Namespace == typeof(PutSession).Namespace;
    private static readonly int Limit = IsLarge ? 4 * 1024 * 1024 : 64 * 1024;

    private static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)PosthornJson.Default.GetTypeInfo(typeof(T))!;

    private readonly T? _value;

    private Body(T value) => _value = value;

    private Body(Problem problem) => Problem = problem;

    public Problem? Problem { get; }

    public T Value => _value ?? throw new InvalidOperationException("A body with a problem has no value.");

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (RequestBytes.CheckHeaders(context.Request, Limit) is { } refused)
        {
            return new(refused);
        }

        if (IsLarge && !TryCount(context))
        {
            return new(Problems.Of(ProblemCodes.Unavailable));
        }

        return await RequestBytes.ReadAsync(context.Request, Limit) is { } bytes
            ? TryRead(bytes.Span, out var value, out var problem) ? new(value) : new Body<T>(problem)
            : new(RequestBytes.TooLarge(Limit));
    }

    private static bool TryCount(HttpContext context)
    {
        var budget = context.RequestServices.GetRequiredService<BodyBudget>();
        var weight = context.Request.ContentLength ?? Limit;
        if (!budget.TryTake(weight))
        {
            context.Response.Headers.RetryAfter = "1";
            return false;
        }

        context.Response.OnCompleted(() =>
        {
            budget.Give(weight);
            return Task.CompletedTask;
        });
        return true;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyType(typeof(T)));

    internal static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        value = null;
        problem = JsonGate.Check(utf8) ?? Members.Check(utf8, TypeInfo);
        if (problem is not null)
        {
            return false;
        }

        try
        {
            value = JsonSerializer.Deserialize(utf8, TypeInfo);
        }
        catch (JsonException exception)
        {
            problem = Members.Explain(exception, TypeInfo);
            return false;
        }

        problem = value is null ? Members.NotAnObject : null;
        return value is not null;
    }
}
