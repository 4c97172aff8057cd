using Posthorn.Api.Problems;

namespace Posthorn.Server.Http;

/// <summary>A body that was bound, whatever its type.</summary>
internal interface IBody
{
    /// <summary>What is wrong with it; null when it can be used.</summary>
    Problem? Problem { get; }
}
