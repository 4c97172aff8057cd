using System.Reflection;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Documentation;

public sealed class PublicApiTests
{
    /// <summary>What the compiler writes into every record, and what every object has.</summary>
    private static readonly HashSet<string> Synthesized =
    [
        "Equals", "GetHashCode", "GetType", "ToString", "Deconstruct", "op_Equality", "op_Inequality", "<Clone>$", "PrintMembers",
        "EqualityContract",
    ];

    [Fact]
    public void What_is_public_is_what_was_promised()
    {
        var api = new StringBuilder();
        foreach (var type in typeof(SigningScheme).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            api.Append(Describe(type)).Append('\n');
            foreach (var member in MembersOf(type).Order(StringComparer.Ordinal))
            {
                api.Append("    ").Append(member).Append('\n');
            }
        }

        api.ToString().ShouldMatchApproved(config =>
            config.WithFilenameGenerator((_, _, fileType, extension) => $"PublicApi.{fileType}.{extension}"));
    }

    [Fact]
    public void What_is_public_and_a_class_is_sealed_or_cannot_be_inherited_from_outside() =>
        typeof(SigningScheme).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsSealed: false })
            .ShouldAllBe(type => type.IsAbstract && ConstructorsOf(type).All(IsInternalOrForCopies));

    private static ConstructorInfo[] ConstructorsOf(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);

    /// <summary>A record's constructor for copies is protected, and takes the record.</summary>
    private static bool IsInternalOrForCopies(ConstructorInfo constructor) =>
        constructor.IsFamilyAndAssembly || (constructor.IsFamily && constructor.GetParameters().Length == 1);

    private static string Describe(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            _ => "class",
        };
        var bases = type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) ? $" : {parent.Name}" : "";
        return $"{kind} {type.FullName}{bases}";
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(Declared).Where(member => !Synthesized.Contains(member.Name)))
        {
            var text = member switch
            {
                FieldInfo { IsLiteral: true } field => $"{Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
                PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{{Accessors(property)}}}",
                MethodInfo { IsSpecialName: false } method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
                ConstructorInfo { IsStatic: false } constructor => $"new({Parameters(constructor)})",
                _ => "",
            };
            if (text.Length > 0)
            {
                yield return text;
            }
        }
    }

    private static string Accessors(PropertyInfo property) => string.Join(' ', property.GetAccessors()
        .Select(accessor => accessor.Name.StartsWith("get", StringComparison.Ordinal) ? "get;" : "init;").Distinct());

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter =>
            $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type) => type switch
    {
        { IsByRef: true } => Name(type.GetElementType()!),
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };
}
