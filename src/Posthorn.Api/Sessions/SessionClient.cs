using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Sessions;

/// <summary>What made a session.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SessionClient>))]
public enum SessionClient
{
    /// <summary>A program, by the API.</summary>
    Api,

    /// <summary>A web page, by the vendor's SDK.</summary>
    Web,

    /// <summary>A mobile application, by the vendor's SDK.</summary>
    Mobile,

    /// <summary>A web page with a surface of its own.</summary>
    HeadlessWeb,
}
