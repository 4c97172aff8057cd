using Microsoft.AspNetCore.Http;

namespace Posthorn.Server.Http;

/// <summary>Answers a request whose body is no good, so that handlers only ever see good ones.</summary>
internal static class BodyFilter
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var place = Array.FindIndex(context.MethodInfo.GetParameters(), static parameter => parameter.ParameterType.IsAssignableTo(typeof(IBody)));
        return place < 0
            ? next
            : call => call.GetArgument<IBody>(place).Problem is { } problem ? new ValueTask<object?>(new ProblemAnswer(problem)) : next(call);
    }
}
